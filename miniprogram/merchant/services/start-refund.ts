import type { CallAnswer } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { newRequestId } from '../../services/new-request-id'

/** Refund that a merchant starts without a request. */
export interface RefundIntent {
  outTradeNo: string
  /** transaction_id of the extra payment to refund; null for the payment of the order. */
  transactionId: string | null
  amountFen: number
  reason: string
  /** Number of the order's refunds that the merchant saw when deciding. */
  seen: number
}

type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync' | 'removeStorageSync' | 'getRandomValues'>

interface Unanswered extends RefundIntent {
  requestId: string
}

const keyOf = (outTradeNo: string) => `merchant-refund:${outTradeNo}`

async function nameOf(
  { outTradeNo, transactionId, amountFen, reason, seen }: RefundIntent,
  phone: Phone,
): Promise<string> {
  const kept: Partial<Unanswered> = phone.getStorageSync(keyOf(outTradeNo)) || {}
  const same =
    kept.transactionId === transactionId && kept.amountFen === amountFen && kept.reason === reason && kept.seen === seen
  return same && kept.requestId !== undefined ? kept.requestId : newRequestId(phone)
}

/**
 * Gives money back. The name of the request is kept on the phone until an answer is there: the same intent again, after a
 * lost answer or a killed app, is the same refund. Who has seen that refund in the order means another one.
 *
 * @throws what `newRequestId` throws, or the storage of the phone; no refund is begun then
 */
export async function startRefund(
  intent: RefundIntent,
  call: typeof callFunction = callFunction,
  phone: Phone = wx,
): Promise<CallAnswer<'refund'> | { ok: false; refused: 'no_answer' }> {
  const { outTradeNo, transactionId, amountFen, reason } = intent
  const requestId = await nameOf(intent, phone)
  phone.setStorageSync(keyOf(outTradeNo), { ...intent, requestId })
  const answer = await call('refund', {
    ...{ outTradeNo, amountFen, reason, requestId },
    ...(transactionId !== null && { transactionId }),
  })
  if (answer.ok || answer.refused !== 'no_answer') phone.removeStorageSync(keyOf(outTradeNo))
  return answer
}
