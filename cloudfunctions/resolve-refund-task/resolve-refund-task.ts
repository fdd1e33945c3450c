import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { resolveRefundTask as decide } from '@stack/order'
import { type Services, viewShopOrder } from '@stack/shop'

/** Data of resolve-refund-task; without a refundId the task is an over-refund. */
export interface ResolveRefundTask {
  outTradeNo: string
  /** A refund that was paid twice; null: more refunded than paid. */
  refundId: string | null
  note: string
}

/** Ends a task by a merchant's note that nothing else ends: the money is with the buyer, and only people can settle that. */
export async function resolveRefundTask(
  { store, now, log }: Pick<Services, 'store' | 'now' | 'log'>,
  { openid, data }: Call<ResolveRefundTask>,
): Promise<CallAnswer<'resolve-refund-task'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, refundId, note } = data
  const decision = await store.change(outTradeNo, (order) => decide(order, { refundId, note, by: openid }, now()))
  if (!decision.ok) return decision
  log('info', 'refund_task.resolved', 'refund task resolved with a note', { outTradeNo, refundId })
  return { ok: true, order: viewShopOrder(decision.order, openid) }
}
