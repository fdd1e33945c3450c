import type { Delivery } from '../notify/outbox.ts'

/** Something that happened at the simulator. `at` is epoch ms on the stack's clock. */
export type SimulatorEvent =
  | {
      kind: 'gateway'
      at: number
      path: string
      /** Common name of the accepted client certificate on the connection; null when there was none. */
      clientCertificate: string | null
      requestBody: string
      /** What the request's signature was checked against, the key masked; absent when it did not come to that. */
      textToSign?: string
      status: number
      /** The answer; of a compressed one only its size. */
      responseBody: string
    }
  | ({ kind: 'notification'; notification: 'pay' | 'refund'; url: string; requestBody: string } & Delivery)
  | { kind: 'cashier'; at: number; action: string; openid: string; outTradeNo: string | null; errMsg: string }

/** Tells of an event. */
export type Emit = (event: SimulatorEvent) => void

/** An event with its number: 1, 2, 3 … since the start. */
export type NumberedEvent = SimulatorEvent & { seq: number }

const KEPT_EVENTS = 1000

/** Keeps the newest events for those who ask later, and passes each on at once. */
export function createEventLog(onEvent: Emit = () => undefined) {
  const kept: NumberedEvent[] = []
  let seq = 0
  return {
    emit(event: SimulatorEvent): void {
      seq += 1
      kept.push({ ...event, seq })
      if (kept.length > KEPT_EVENTS) kept.shift()
      onEvent(event)
    },
    /** Events after number `since`, as far as they are still kept. */
    since: (since: number): NumberedEvent[] => kept.filter((event) => event.seq > since),
  }
}
