import type { Happening, WayEntry } from './way-entry.ts'

const KEPT_ENTRIES = 500

/** The order's way: one numbered list of what happened, the newest 500. */
export interface Way {
  add(happening: Happening): void
  /** Entries after number `since`, as far as they are still kept. */
  since(since: number): WayEntry[]
  /** Waits until something is added, at most `ms`. */
  changed(ms: number): Promise<void>
  /** Lets everybody go who waits. */
  close(): void
}

/** Makes an empty way. */
export function createWay(): Way {
  const kept: WayEntry[] = []
  const waiting = new Set<() => void>()
  let seq = 0
  const wake = () => {
    for (const go of waiting) go()
  }
  return {
    add(happening) {
      seq += 1
      kept.push({ ...happening, seq })
      if (kept.length > KEPT_ENTRIES) kept.shift()
      wake()
    },
    since: (since) => kept.filter((entry) => entry.seq > since),
    changed: (ms) =>
      new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, ms)
        waiting.add(go)
      }),
    close: wake,
  }
}
