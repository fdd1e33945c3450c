type Listener = (...args: never[]) => void

/** Listeners by name. `emit` calls those that were there when it began, through `call`. */
export class Emitter {
  readonly #listeners = new Map<string, Listener[]>()
  readonly #call: (listener: Listener, args: unknown[]) => void

  constructor(call: (listener: Listener, args: unknown[]) => void) {
    this.#call = call
  }

  on(name: string, listener: Listener): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
  }

  once(name: string, listener: Listener): void {
    const wrapped = (...args: unknown[]): void => {
      this.off(name, wrapped)
      this.#call(listener, args)
    }
    this.on(name, wrapped)
  }

  /** Without a listener: all of that name. */
  off(name: string, listener?: Listener): void {
    const rest = listener === undefined ? [] : (this.#listeners.get(name) ?? []).filter((one) => one !== listener)
    this.#listeners.set(name, rest)
  }

  emit(name: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) this.#call(listener, args)
  }
}
