import type { CallAnswer } from '@stack/contract'
import { adoptRefund, findPayment, findRefund, type Order, type Payment, type Refund } from '@stack/order'
import { type Discrepancy, type Gateway, type Services, syncPayment, syncRefund } from '@stack/shop'

type Repaired = { ok: true } | Extract<CallAnswer<'resolve-discrepancy'>, { ok: false }>
type PaymentAnswer = Awaited<ReturnType<Gateway['queryOrder']>>
type RefundAnswer = Awaited<ReturnType<Gateway['queryRefund']>>

/** Returns the refusal for a query that WeChat did not answer; null if it did. */
function refuse(answer: PaymentAnswer | RefundAnswer): Repaired | null {
  if (answer.kind === 'open') return { ok: false, refused: 'gateway_unreachable', detail: answer.code }
  if (answer.kind === 'refused') return { ok: false, refused: 'gateway_refused', detail: answer.code }
  return null
}

const outcome = (agrees: boolean): Repaired => (agrees ? { ok: true } : { ok: false, refused: 'still_different' })

function samePayment(here: Payment | undefined, answer: PaymentAnswer): boolean {
  if (here === undefined || answer.kind !== 'paid') return false
  const { transactionId, totalFen, openid } = answer.payment
  return here.transactionId === transactionId && here.totalFen === totalFen && here.openid === openid
}

function sameRefund(here: Refund | undefined, answer: RefundAnswer): boolean {
  if (answer.kind === 'settled') return here?.gatewayState === answer.state && here.amountFen === answer.amountFen
  return answer.kind === 'processing' && here?.gatewayState === 'processing' && here.amountFen === answer.amountFen
}

async function repairPayment(services: Services, order: Order, { transactionId }: Discrepancy, deadline: number) {
  const { gateway } = services
  const answer = await gateway.queryOrder(order._id, deadline)
  const refused = refuse(answer)
  if (refused !== null) return refused
  // Asked once, booked as always: the flow hears the same answer.
  const heard = { ...services, gateway: { ...gateway, queryOrder: async () => answer } }
  const told = await syncPayment(heard, order, deadline)
  return outcome(transactionId !== null && samePayment(findPayment(told, transactionId), answer))
}

async function repairRefund(services: Services, { order, refund }: { order: Order; refund: Refund }, deadline: number) {
  const { gateway } = services
  const answer = await gateway.queryRefund(refund.refundId, deadline)
  const refused = refuse(answer)
  if (refused !== null) return refused
  const heard = { ...services, gateway: { ...gateway, queryRefund: async () => answer } }
  const { order: told } = await syncRefund(heard, order, refund, deadline)
  return outcome(sameRefund(findRefund(told, refund.refundId), answer))
}

/**
 * Adopts a refund that a merchant made at WeChat's own platform: from now on it counts in every sum of the order that
 * WeChat says it belongs to.
 */
async function adopt(services: Services, order: Order, refundId: string, call: { by: string; deadline: number }) {
  const { store, gateway, log, now } = services
  const answer = await gateway.queryRefund(refundId, call.deadline)
  const refused = refuse(answer)
  if (refused !== null) return refused
  if ((answer.kind !== 'settled' && answer.kind !== 'processing') || answer.outTradeNo !== order._id) {
    return outcome(false)
  }
  const { gatewayRefundId, transactionId, amountFen } = answer
  const end = answer.kind === 'processing' ? null : pick(answer)
  const decision = await store.change(order._id, (current) =>
    adoptRefund(current, { refundId, gatewayRefundId, transactionId, amountFen, end }, call.by, now()),
  )
  if (decision.ok)
    log('info', 'refund.adopted', 'a refund made at the merchant platform was adopted', {
      outTradeNo: order._id,
      refundId,
      amountFen,
    })
  return outcome(decision.ok)
}

const pick = ({ state, settledAt, receivedBy }: Extract<RefundAnswer, { kind: 'settled' }>) => ({
  ...{ state, settledAt, receivedBy },
})

/** Asks WeChat about a discrepancy, stores what it says, and says whether both sides agree then. */
export async function repair(
  services: Services,
  discrepancy: Discrepancy,
  { by, deadline }: { by: string; deadline: number },
): Promise<Repaired> {
  const { outTradeNo, refundId, isRepairable } = discrepancy
  const order = isRepairable ? await services.store.find(outTradeNo) : null
  if (order === null) return { ok: false, refused: 'not_repairable' }
  if (refundId === null) return repairPayment(services, order, discrepancy, deadline)
  const refund = findRefund(order, refundId)
  return refund === undefined
    ? adopt(services, order, refundId, { by, deadline })
    : repairRefund(services, { order, refund }, deadline)
}
