import type { CallAnswer, CallData } from '@stack/contract'
import { callFunction } from './call-function'
import { newRequestId } from './new-request-id'
import type { Refusal } from './refusals'

type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync' | 'getRandomValues'>

type RefundRequest = Omit<CallData<'request-refund'>, 'requestId'>

type Answered = Extract<CallAnswer<'request-refund'>, { ok: true }> | { ok: false; refused: Refusal }

interface Kept {
  requestId: string
  /** Epoch ms. */
  at: number
}

const key = 'refunds'

/** After so long the same wish is a new one: the buyer has seen what became of the first. */
const lifeMs = 30 * 60_000

function readKept(phone: Phone, now: number): Record<string, Kept> {
  const stored = phone.getStorageSync(key) as Record<string, Kept> | ''
  return Object.fromEntries(Object.entries(stored || {}).filter(([, { at }]) => at <= now && now - at < lifeMs))
}

/**
 * Asks for money back, once: until an answer came, the same wish asks under the same requestId, after a lost answer and
 * after a killed app too.
 *
 * @throws what `newRequestId` throws, or the storage of the phone; nothing is asked for then
 */
export async function requestRefundOnce(
  wanted: RefundRequest,
  call: typeof callFunction = callFunction,
  phone: Phone = wx,
  now: number = Date.now(),
): Promise<Answered> {
  const name = JSON.stringify([wanted.outTradeNo, wanted.amountFen, wanted.reason])
  const fresh = await newRequestId(phone)
  const before = readKept(phone, now)
  const { requestId, at } = before[name] ?? { requestId: fresh, at: now }
  phone.setStorageSync(key, { ...before, [name]: { requestId, at } })
  const answer = await call('request-refund', { ...wanted, requestId })
  if (!answer.ok && answer.refused === 'no_answer') return answer
  const { [name]: _answered, ...others } = readKept(phone, now)
  phone.setStorageSync(key, others)
  return answer
}
