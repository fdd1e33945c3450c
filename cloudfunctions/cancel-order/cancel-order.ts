import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { beginClose } from '@stack/order'
import { closeAtGateway, requireBuyer, type Services, viewOrder } from '@stack/shop'

/** Cancels an unpaid order: `closing` is stored first, then WeChat is asked, then it is closed here. */
export async function cancelOrder(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string }>,
): Promise<CallAnswer<'cancel-order'>> {
  const { store, now } = services
  const begun = await store.change(
    data.outTradeNo,
    requireBuyer(openid, (order) => beginClose(order, 'buyer', now())),
  )
  if (!begun.ok) return begun
  const order = begun.order.state === 'closing' ? await closeAtGateway(services, begun.order, deadline) : begun.order
  return order.state === 'paid' ? { ok: false, refused: 'already_paid' } : { ok: true, order: viewOrder(order) }
}
