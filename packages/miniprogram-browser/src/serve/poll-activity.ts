import type { ActivityNews } from './activity-entry.ts'
import type { ActivityLog } from './activity-log.ts'
import type { StackClient } from './stack-client.ts'

/** Waiting times for news, in real ms. */
export interface Patience {
  /** After this an empty answer goes out and the page asks again. */
  longestMs: number
  /** Interval at which the gateway is asked meanwhile. */
  everyMs: number
}

/** Answers who asks for news of the way. */
export interface ActivityPoller {
  /** Waits until there are entries after `since` or the clock's offset is no longer `offsetMs`. */
  news(known: { since: number; offsetMs: number }): Promise<ActivityNews>
  /** Answers everybody who waits and waits no more. */
  close(): void
}

/** Asks the gateway for its events only while somebody asks for news. */
export function createActivityPoller(
  activity: ActivityLog,
  stackClient: StackClient,
  patience: Patience,
): ActivityPoller {
  let since = 0
  let underWay: Promise<number> | undefined
  let closed = false
  const pull = async () => {
    const [news, offsetMs] = await Promise.all([stackClient.events(since), stackClient.offsetMs()])
    since = news.since
    for (const entry of news.activities) activity.add(entry)
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
        const entries = activity.since(known.since)
        const isNews = entries.length > 0 || offsetMs !== known.offsetMs
        if (isNews || closed || performance.now() >= until) return { entries, offsetMs }
        await activity.changed(patience.everyMs)
      }
    },
    close() {
      closed = true
      activity.close()
    },
  }
}
