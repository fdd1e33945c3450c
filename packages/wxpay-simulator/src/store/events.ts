import { cutText } from '../shared/cut-text.ts'
import type { Delivery } from './outbox.ts'

/** Something that happened at the simulator. `at` is epoch ms on the stack's clock. */
export type SimulatorEvent =
  | {
      kind: 'gateway'
      at: number
      path: string
      /** Common name of the accepted client certificate on the connection; null when there was none. */
      clientCertificate: string | null
      requestBody: string
      /** Text that the request's signature was checked against, the key masked; absent if it was not checked. */
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
/** Characters that are kept of each text of an event. */
const KEPT_OF_TEXT = 64 * 1024
/** Bytes of UTF-8 of all texts that are kept. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Cuts every text of an event to what is kept of it. */
function cutTexts(event: SimulatorEvent): SimulatorEvent {
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    typeof value === 'string' ? cutText(value, KEPT_OF_TEXT) : value,
  ])
  return Object.fromEntries(entries) as SimulatorEvent
}

function bytesOf(event: SimulatorEvent): number {
  return Object.values(event).reduce(
    (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
    0,
  )
}

/** Makes a log that keeps the newest events, bounded by number and bytes, and passes each on at once. */
export function createEventLog(onEvent: Emit = () => undefined) {
  const kept: NumberedEvent[] = []
  let seq = 0
  let bytes = 0
  return {
    emit(event: SimulatorEvent): void {
      seq += 1
      const numbered = { ...cutTexts(event), seq }
      kept.push(numbered)
      bytes += bytesOf(numbered)
      while (kept.length > KEPT_EVENTS || bytes > KEPT_BYTES) {
        const dropped = kept.shift()
        bytes -= dropped === undefined ? 0 : bytesOf(dropped)
      }
      onEvent(event)
    },
    /** Events after number `since`, as far as they are still kept. */
    since: (since: number): NumberedEvent[] => kept.filter((event) => event.seq > since),
  }
}
