import { cutText } from '../shared/cut-text.ts'
import { InputError } from '../shared/input-error.ts'
import type { SimulatorSettings } from '../shared/settings.ts'
import type { Emit } from '../store/events.ts'
import type { Delivery, Notification, Outbox } from '../store/outbox.ts'
import { readXml } from '../wire/read-xml.ts'
import { waitAfter } from './schedule.ts'

/** Sends one notification to the merchant; rejects when no whole answer came in time (real ms). */
export type Post = (request: {
  url: string
  body: string
  timeoutMs: number
}) => Promise<{ status: number; body: string }>

/** Parts that deliveries work on. */
export interface DelivererParts {
  outbox: Outbox
  settings: () => SimulatorSettings
  now: () => number
  post: Post
  emit: Emit
  /** Runs its argument as one transaction. */
  atomically: (work: () => void) => void
}

const DELIVERIES_AT_ONCE = 32
/** Characters that are kept of an answer; an acknowledgement is read before it is cut. */
const KEPT_OF_ANSWER = 4096

/** Makes the deliverer of an outbox: by schedule and by hand. */
export function createDeliverer(parts: DelivererParts) {
  const { outbox, settings, now, emit, atomically } = parts
  const underWay = new Map<number, Promise<void>>()
  let stopped = false

  const attempt = async (notification: Notification, byHand: 0 | 1) => {
    const { notificationId, url, body } = notification
    const at = now()
    const answer = await ask(parts.post, { url, body, timeoutMs: settings().answerTimeoutMs })
    if (stopped) return // as if it had crashed: the delivery is repeated after the next start
    const kept = { ...answer, answer: answer.answer && cutText(answer.answer, KEPT_OF_ANSWER) }
    const delivery: Delivery = { notificationId, at, byHand, ...kept, acknowledged: isAcknowledged(answer) ? 1 : 0 }
    atomically(() => {
      outbox.addDelivery(delivery)
      const current = outbox.find(notificationId)
      if (current?.outcome !== 'pending') return
      if (delivery.acknowledged === 1) {
        outbox.reschedule({
          notificationId,
          attempts: current.attempts + 1 - byHand,
          nextAt: null,
          outcome: 'acknowledged',
        })
      } else if (byHand === 0) outbox.reschedule(afterFailure(current, at, settings()))
    })
    emit({ kind: 'notification', notification: notification.kind, url, requestBody: body, ...delivery })
  }

  const start = (notification: Notification) => {
    const delivery = attempt(notification, 0).finally(() => underWay.delete(notification.notificationId))
    underWay.set(notification.notificationId, delivery)
    return delivery
  }

  return {
    nextDueAt: () => outbox.nextAt(),
    /** Delivers all that is due, each notification once at a time, and waits for the answers. */
    async runDue(until: number): Promise<void> {
      while (!stopped) {
        const due = outbox.due(until).slice(0, DELIVERIES_AT_ONCE)
        if (due.length === 0) return
        await Promise.all(due.map((notification) => underWay.get(notification.notificationId) ?? start(notification)))
      }
    },
    /** Sends a notification `times` times at once, outside its schedule; an acknowledgement counts. */
    async redeliver(notificationId: number, times: number): Promise<void> {
      const notification = outbox.find(notificationId)
      if (notification === undefined) throw new InputError(`there is no notification ${notificationId}`)
      await Promise.all(Array.from({ length: times }, () => attempt(notification, 1)))
    },
    /** Stops delivering and recording. */
    stop: () => {
      stopped = true
    },
  }
}

type Answer = Pick<Delivery, 'status' | 'answer' | 'error'>

async function ask(post: Post, request: Parameters<Post>[0]): Promise<Answer> {
  try {
    const { status, body } = await post(request)
    return { status, answer: body, error: null }
  } catch (error) {
    return { status: null, answer: null, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Only HTTP 200 with return_code SUCCESS counts. */
function isAcknowledged({ status, answer }: Answer): boolean {
  return status === 200 && answer !== null && readXml(answer.trim())?.get('return_code')?.trim() === 'SUCCESS'
}

function afterFailure(notification: Notification, at: number, settings: SimulatorSettings) {
  const attempts = notification.attempts + 1
  const waitMs = waitAfter(attempts, settings.firstDeliveryAtOnce)
  return {
    notificationId: notification.notificationId,
    attempts,
    nextAt: waitMs === undefined ? null : at + waitMs,
    outcome: waitMs === undefined ? ('given-up' as const) : ('pending' as const),
  }
}
