import type { Activity, ActivityEntry } from './activity-entry.ts'

const KEPT_ENTRIES = 500

/** The order's way: one numbered list of what happened, the newest 500. */
export interface ActivityLog {
  add(activity: Activity): void
  /** Entries after number `since`, as far as they are still kept. */
  since(since: number): ActivityEntry[]
  /** Waits until something is added, at most `ms`. */
  changed(ms: number): Promise<void>
  /** Lets everybody go who waits. */
  close(): void
}

/** Makes an empty way. */
export function createActivityLog(): ActivityLog {
  const kept: ActivityEntry[] = []
  const waiting = new Set<() => void>()
  let seq = 0
  const wake = () => {
    for (const go of waiting) go()
  }
  return {
    add(activity) {
      seq += 1
      kept.push({ ...activity, seq })
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
