import type { Order } from '@stack/order'
import { toSendableText } from '@stack/shop'

/** The gateway takes 127 bytes (unified order, `body`); whether it counts bytes or characters is not documented. */
const maxBytes = 127

/** Returns the text for the cashier: the first title and the number of pieces. It is the same for every call of one order. */
export function describeOrder(order: Order): string {
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const tail = pieces > 1 ? ` 等${pieces}件` : ''
  const title = order.lines[0]?.title ?? ''
  return toSendableText(title, { maxBytes: maxBytes - Buffer.byteLength(tail), fallback: '商品' }) + tail
}
