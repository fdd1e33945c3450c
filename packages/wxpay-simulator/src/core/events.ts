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
/** Characters of bodies that are kept of one event, and of all of them. */
const KEPT_OF_BODY = 64 * 1024
const KEPT_IN_ALL = 16 * 1024 * 1024

const cut = (body: string) =>
  // Copied: a part of a string would keep all of it in memory.
  body.length > KEPT_OF_BODY
    ? `${Buffer.from(body.slice(0, KEPT_OF_BODY)).toString()}… (${body.length} characters)`
    : body

/** The event with its bodies cut to what is kept. */
function bound(event: SimulatorEvent): SimulatorEvent {
  if (event.kind === 'cashier') return event
  if (event.kind === 'notification') return { ...event, answer: event.answer && cut(event.answer) }
  return { ...event, requestBody: cut(event.requestBody), responseBody: cut(event.responseBody) }
}

function charactersOf(event: SimulatorEvent): number {
  if (event.kind === 'cashier') return 0
  const others = event.kind === 'notification' ? [event.answer] : [event.responseBody, event.textToSign]
  return others.reduce((sum, text) => sum + (text?.length ?? 0), event.requestBody.length)
}

/** Keeps the newest events for those who ask later, and passes each on at once. */
export function createEventLog(onEvent: Emit = () => undefined) {
  const kept: NumberedEvent[] = []
  let seq = 0
  let characters = 0
  return {
    emit(event: SimulatorEvent): void {
      seq += 1
      const bounded = bound(event)
      kept.push({ ...bounded, seq })
      characters += charactersOf(bounded)
      while (kept.length > KEPT_EVENTS || characters > KEPT_IN_ALL) {
        const dropped = kept.shift()
        characters -= dropped === undefined ? 0 : charactersOf(dropped)
      }
      onEvent(event)
    },
    /** Events after number `since`, as far as they are still kept. */
    since: (since: number): NumberedEvent[] => kept.filter((event) => event.seq > since),
  }
}
