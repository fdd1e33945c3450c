import type { Decision, Order } from '@stack/order'

/** Decides only about the caller's own order: someone else's answers exactly as one that does not exist. */
export function requireBuyer<Refused extends string>(
  openid: string,
  decide: (order: Order) => Decision<Refused>,
): (order: Order) => Decision<Refused | 'not_found'> {
  return (order) => (order.openid === openid ? decide(order) : { ok: false, refused: 'not_found' })
}
