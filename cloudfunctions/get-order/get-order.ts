import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { claimGatewayQuery, type Order, openRefunds, pendingGatewayQuery } from '@stack/order'
import { askPayment, askRefund, type Services, viewOrder } from '@stack/shop'

async function ask(services: Services, order: Order, deadline: number): Promise<Order> {
  if (pendingGatewayQuery(order) === 'payment') return askPayment(services, order, deadline)
  let current = order
  for (const refund of openRefunds(order)) current = (await askRefund(services, current, refund, deadline)).order
  return current
}

/** The buyer's order. What only the gateway can answer is asked there, by whoever writes the turn first. */
export async function getOrder(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string }>,
): Promise<CallAnswer<'get-order'>> {
  const { books, now } = services
  const order = await books.find(data.outTradeNo)
  if (order === null || order.openid !== openid) return { ok: false, refused: 'not_found' }
  if (pendingGatewayQuery(order) === null) return { ok: true, order: viewOrder(order) }
  const turn = await books.change(order._id, (current) => claimGatewayQuery(current, now()))
  if (turn.ok) return { ok: true, order: viewOrder(await ask(services, turn.order, deadline)) }
  return { ok: true, order: viewOrder((await books.find(order._id)) ?? order) }
}
