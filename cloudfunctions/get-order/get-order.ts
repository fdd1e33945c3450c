import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { claimGatewayQuery, type Order, openRefunds, pendingGatewayQuery } from '@stack/order'
import { type Services, syncPayment, syncRefund, viewOrder } from '@stack/shop'

async function ask(services: Services, order: Order, deadline: number): Promise<Order> {
  if (pendingGatewayQuery(order) === 'payment') return syncPayment(services, order, deadline)
  let current = order
  for (const refund of openRefunds(order)) current = (await syncRefund(services, current, refund, deadline)).order
  return current
}

/** The buyer's order. What only the gateway can answer is asked there, by whoever writes the turn first. */
export async function getOrder(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string }>,
): Promise<CallAnswer<'get-order'>> {
  const { store, now } = services
  const order = await store.find(data.outTradeNo)
  if (order === null || order.openid !== openid) return { ok: false, refused: 'not_found' }
  if (pendingGatewayQuery(order) === null) return { ok: true, order: viewOrder(order) }
  const turn = await store.change(order._id, (current) => claimGatewayQuery(current, now()))
  if (turn.ok) return { ok: true, order: viewOrder(await ask(services, turn.order, deadline)) }
  return { ok: true, order: viewOrder((await store.find(order._id)) ?? order) }
}
