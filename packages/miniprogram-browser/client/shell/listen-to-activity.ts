import type { ActivityNews } from '../../src/serve/activity-entry.ts'
import { askServer } from '../phone/ask-server.ts'

const RETRY_AFTER_MS = 2000

/** Receiver of news. */
export interface ActivityListener {
  /** The offset that is known now; a different one is news. */
  offsetMs(): number
  news(news: ActivityNews): void
  /** The stack does not answer, and why; '' when it does again. */
  trouble(reason: string): void
}

/** Asks for news of the activity log as long as the page lives. */
export async function listenToActivity(listener: ActivityListener): Promise<never> {
  let since = 0
  for (;;) {
    try {
      const news = await askServer<ActivityNews>(`activity?since=${since}&offsetMs=${listener.offsetMs()}`)
      since = news.entries.at(-1)?.seq ?? since
      listener.trouble('')
      listener.news(news)
    } catch (error) {
      listener.trouble(error instanceof Error ? error.message : String(error))
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    }
  }
}
