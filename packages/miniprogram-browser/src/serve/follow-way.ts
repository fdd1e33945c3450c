import type { StackDoors } from './stack-doors.ts'
import type { Way } from './way.ts'
import type { WayNews } from './way-entry.ts'

/** How patiently news is waited for, in real ms. */
export interface Patience {
  /** After this an empty answer goes out and the page asks again. */
  longestMs: number
  /** How often the gateway is asked meanwhile. */
  everyMs: number
}

/** Answers who asks for news of the way. */
export interface WayFollower {
  /** Waits until there are entries after `since` or the clock's offset is no longer `offsetMs`. */
  news(known: { since: number; offsetMs: number }): Promise<WayNews>
  /** Answers everybody who waits and waits no more. */
  close(): void
}

/** Asks the gateway for its events only while somebody asks for news. */
export function createWayFollower(way: Way, doors: StackDoors, patience: Patience): WayFollower {
  let since = 0
  let underWay: Promise<number> | undefined
  let closed = false
  const pull = async () => {
    const [news, offsetMs] = await Promise.all([doors.events(since), doors.offsetMs()])
    since = news.since
    for (const happening of news.happenings) way.add(happening)
    return offsetMs
  }
  // One question at a time, whoever waits: two at once would add the same events twice.
  const pullOnce = () => {
    underWay ??= pull().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  return {
    async news(known) {
      const until = performance.now() + patience.longestMs
      for (;;) {
        const offsetMs = await pullOnce()
        const entries = way.since(known.since)
        const isNews = entries.length > 0 || offsetMs !== known.offsetMs
        if (isNews || closed || performance.now() >= until) return { entries, offsetMs }
        await way.changed(patience.everyMs)
      }
    },
    close() {
      closed = true
      way.close()
    },
  }
}
