/** State of an instance that a pool needs. */
interface Pooled {
  isAlive(): boolean
  kill(): Promise<void>
}

/** Hands out instances, each to one user at a time. */
export interface InstancePool<T extends Pooled> {
  /** Waits for an instance, a used one before a new one; undefined when the pool is closed. */
  take(): Promise<T | undefined>
  /** Ends the use of a taken instance. */
  giveBack(instance: T): void
  /** The living instances, and whether each is in use. */
  list(): { instance: T; busy: boolean }[]
  /** Kills all instances; those who wait get none. */
  close(): Promise<void>
}

/** Makes a pool of at most `limit` instances, started on demand. */
export function createInstancePool<T extends Pooled>(limit: number, start: () => T): InstancePool<T> {
  const idle: T[] = []
  const all = new Set<T>()
  const waiting: (() => void)[] = []
  let taken = 0
  let closed = false

  const pick = () => {
    for (let instance = idle.pop(); instance !== undefined; instance = idle.pop()) {
      if (instance.isAlive()) return instance
      all.delete(instance)
    }
    const instance = start()
    all.add(instance)
    return instance
  }
  return {
    async take() {
      while (taken >= limit && !closed) await new Promise<void>((resolve) => waiting.push(resolve))
      if (closed) return undefined
      const instance = pick()
      taken += 1
      return instance
    },
    giveBack(instance) {
      taken -= 1
      if (instance.isAlive()) idle.push(instance)
      else all.delete(instance)
      waiting.shift()?.()
    },
    list: () =>
      [...all]
        .filter((instance) => instance.isAlive())
        .map((instance) => ({ instance, busy: !idle.includes(instance) })),
    async close() {
      closed = true
      for (const resolve of waiting.splice(0)) resolve()
      await Promise.all([...all].map((instance) => instance.kill()))
    },
  }
}
