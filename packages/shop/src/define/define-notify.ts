import { answerXml, createLog, type HttpAnswer, type HttpEvent, readHttpBody } from '@stack/cloud-function'
import { acknowledge, reject } from 'wxpay-core'

/** WeChat waits 3 to 5 s; an answer within 2.5 s is in time over a slow line too. */
const answerWithinMs = 2_400

/** Result of handling a notification: durable, or the reason for FAIL. */
export type NotifyOutcome = { done: true } | { done: false; reason: string }

/**
 * A function that WeChat Pay reaches over HTTP. SUCCESS is answered only after `handle` said that the effect is durable;
 * anything else is FAIL, and WeChat comes again. `deadline` is the epoch ms for questions to the gateway.
 */
export function defineNotify(
  name: string,
  handle: (body: string, deadline: number) => Promise<NotifyOutcome>,
): (event: HttpEvent) => Promise<HttpAnswer> {
  const log = createLog(name)
  // Caught here and not around the race: a failure after the answer must be told too.
  const attempt = async (body: string, deadline: number): Promise<NotifyOutcome> => {
    try {
      return await handle(body, deadline)
    } catch (error) {
      log('error', 'notification.failed', 'storing a notification failed', { error })
      return { done: false, reason: '处理失败' }
    }
  }
  return async (event) => {
    const startedAt = Date.now()
    const body = readHttpBody(event ?? {})
    if (body === null) return answerXml(reject('请求体为空或过长'))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<NotifyOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ done: false, reason: '处理超时' }), answerWithinMs)
    })
    const outcome = await Promise.race([attempt(body, startedAt + 2_000), late])
    clearTimeout(timer)
    if (outcome.done) return answerXml(acknowledge())
    log('warn', 'notification.refused', 'notification refused', { reason: outcome.reason })
    return answerXml(reject(outcome.reason))
  }
}
