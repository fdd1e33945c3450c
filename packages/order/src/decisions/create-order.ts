import { limits } from '../model/limits.ts'
import { type Fen, fen, sumFen } from '../model/money.ts'
import type { Order, OrderLine } from '../model/order.ts'
import type { Product } from '../model/product.ts'
import { begun } from './decision.ts'

/** Product and quantity that a buyer orders. */
export interface LineRequest {
  productId: string
  quantity: number
}

/** Order as a buyer requests it. */
export interface OrderRequest {
  outTradeNo: string
  openid: string
  requestId: string
  lines: LineRequest[]
  remark: string
}

/** In order of precedence. */
export type CreateOrderRefusal =
  | 'no_lines'
  | 'too_many_lines'
  | 'duplicate_product'
  | 'bad_quantity'
  | 'unknown_product'
  | 'off_shelf'
  | 'out_of_stock'
  | 'nothing_to_pay'
  | 'amount_too_large'

/** Decision of `createOrder`: the order and the new stock, or a refusal. */
export type CreateOrderDecision =
  | { ok: true; order: Order }
  | { ok: false; refused: CreateOrderRefusal; productId?: string }

function refuseLine(line: LineRequest, product: Product | undefined): CreateOrderRefusal | null {
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > limits.piecesPerLine) {
    return 'bad_quantity'
  }
  if (product === undefined) return 'unknown_product'
  if (!product.onShelf) return 'off_shelf'
  return product.stock >= line.quantity ? null : 'out_of_stock'
}

/** Price of some lines: price times quantity, summed. */
export function totalOf(lines: readonly OrderLine[]): Fen {
  return sumFen(lines.map(({ priceFen, quantity }) => fen(priceFen * quantity)))
}

/**
 * Makes an order from what the buyer wants and what the catalogue says; the client's word on prices is never asked for.
 * Throws RangeError when the catalogue holds a price that is no amount in fen.
 */
export function createOrder(
  wanted: OrderRequest,
  catalogue: ReadonlyMap<string, Product>,
  now: number,
): CreateOrderDecision {
  if (wanted.lines.length === 0) return { ok: false, refused: 'no_lines' }
  if (wanted.lines.length > limits.linesPerOrder) return { ok: false, refused: 'too_many_lines' }
  if (new Set(wanted.lines.map(({ productId }) => productId)).size < wanted.lines.length) {
    return { ok: false, refused: 'duplicate_product' }
  }
  const lines: OrderLine[] = []
  for (const line of wanted.lines) {
    const product = catalogue.get(line.productId)
    const refused = refuseLine(line, product)
    if (refused !== null || product === undefined) {
      return { ok: false, refused: refused ?? 'unknown_product', productId: line.productId }
    }
    lines.push({
      productId: product._id,
      title: product.title,
      priceFen: fen(product.priceFen),
      quantity: line.quantity,
    })
  }
  const totalFen = totalOf(lines)
  if (totalFen === 0) return { ok: false, refused: 'nothing_to_pay' }
  if (totalFen > limits.orderTotalFen) return { ok: false, refused: 'amount_too_large' }
  const { outTradeNo, openid, requestId, remark } = wanted
  const expiresAt = now + limits.orderLifeMs
  const order = begun(
    { type: 'created', at: now, outTradeNo, openid, requestId, lines, totalFen, remark, expiresAt },
    now,
  )
  return { ok: true, order }
}

/** Says whether an order is what this request wanted: a repeated request finds its order, another content is refused. */
export function isSameOrder(order: Order, wanted: Pick<OrderRequest, 'lines' | 'remark'>): boolean {
  return (
    order.remark === wanted.remark &&
    order.lines.length === wanted.lines.length &&
    order.lines.every(({ productId, quantity }, index) => {
      const line = wanted.lines[index]
      return line?.productId === productId && line.quantity === quantity
    })
  )
}
