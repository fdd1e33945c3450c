import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import type { LineRequest } from '@stack/order'
import { type Services, viewOrder } from '@stack/shop'
import { orderNumber } from './order-number.ts'

/** Data of create-order; amounts come from the catalogue, not from the caller. */
export interface CreateOrder {
  requestId: string
  lines: LineRequest[]
  remark: string
}

/** Makes the buyer's order from the catalogue and takes its stock; nothing of what it costs comes from the client. */
export async function createOrder(
  { store, now, log }: Pick<Services, 'store' | 'now' | 'log'>,
  { openid, data }: Call<CreateOrder>,
): Promise<CallAnswer<'create-order'>> {
  const outTradeNo = orderNumber({ openid, requestId: data.requestId })
  const outcome = await store.create({ ...data, outTradeNo, openid }, now())
  if (!outcome.ok) {
    const { refused, productId } = outcome
    return { ok: false, refused, ...(productId !== undefined && { detail: productId }) }
  }
  log('info', 'order.created', 'order created', { outTradeNo, totalFen: outcome.order.totalFen })
  return { ok: true, order: viewOrder(outcome.order) }
}
