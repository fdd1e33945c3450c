import { Emitter } from './emitter.ts'
import type { AppEvents, LaunchOptions } from './engine-api.ts'
import type { Host } from './host.ts'

type Method = (...args: unknown[]) => unknown

/** Returns the text of an error for the console and `App.onError`: message and stack. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) {
    const message = (error as { errMsg?: unknown } | null)?.errMsg
    return typeof message === 'string' ? message : typeof error === 'string' ? error : JSON.stringify(error)
  }
  return error.stack?.includes(error.message) === true
    ? error.stack
    : `${error.name}: ${error.message}\n${error.stack ?? ''}`
}

/**
 * The app's own instance and what it is told. Nothing that app code throws is swallowed: it reaches `App.onError`, the
 * listeners of wx.onError and the host.
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/api/App.html
 */
export class AppLifecycle {
  readonly #host: Host
  readonly #events: Emitter
  #app: Record<string, unknown> | null = null

  constructor(host: Host) {
    this.#host = host
    this.#events = new Emitter((listener, args) => this.call(listener as Method, ...args))
  }

  /** `App({...})` */
  register = (options: object): void => {
    this.#app = { ...options }
  }

  /** `getApp()`; `allowDefault` gives an app that is still to be registered. */
  getApp = ({ allowDefault = false }: { allowDefault?: boolean } = {}): unknown => {
    if (this.#app === null && allowDefault) this.#app = {}
    return this.#app ?? undefined
  }

  on<K extends keyof AppEvents>(name: K, listener: AppEvents[K]): void {
    this.#events.on(name, listener as never)
  }

  off<K extends keyof AppEvents>(name: K, listener?: AppEvents[K]): void {
    this.#events.off(name, listener as never)
  }

  emit<K extends keyof AppEvents>(name: K, ...args: Parameters<AppEvents[K]>): void {
    this.#events.emit(name, ...args)
  }

  /** Calls app code; what it throws is reported, never thrown on. */
  call(callback: Method | undefined, ...args: unknown[]): void {
    try {
      callback?.(...args)
    } catch (error) {
      this.failed(error)
    }
  }

  launch(options: LaunchOptions): void {
    this.#tell('onLaunch', options)
    this.show(options)
  }

  show(options: LaunchOptions): void {
    this.#tell('onShow', options)
    this.emit('appShow', options)
  }

  hide(): void {
    this.#tell('onHide')
    this.emit('appHide')
  }

  pageNotFound(path: string, query: Record<string, string>): void {
    const event = { path, query, isEntryPage: true }
    this.#tell('onPageNotFound', event)
    this.emit('pageNotFound', event)
    this.#host.report('error', `[miniprogram-browser] app.json has no page "${path}"`)
  }

  /** An error that app code did not catch. */
  failed(error: unknown): void {
    const message = errorText(error)
    this.#host.report('error', message)
    this.#guarded(() => this.#method('onError')?.(message))
    this.#guarded(() => this.#events.emit('error', message))
  }

  /** A promise of app code that failed and was awaited by nobody. */
  rejected(reason: unknown, promise: Promise<unknown>): void {
    const event = { reason, promise }
    this.#host.report('error', `Unhandled rejection: ${errorText(reason)}`)
    this.#guarded(() => this.#method('onUnhandledRejection')?.(event))
    this.#guarded(() => this.#events.emit('unhandledRejection', event))
  }

  #method(name: string): Method | undefined {
    const method = this.#app?.[name]
    return typeof method === 'function' ? (method as Method).bind(this.#app) : undefined
  }

  #tell(name: string, ...args: unknown[]): void {
    this.call(this.#method(name), ...args)
  }

  /** An error in an error handler is reported, too, but not handed to that handler again. */
  #guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#host.report('error', errorText(error))
    }
  }
}
