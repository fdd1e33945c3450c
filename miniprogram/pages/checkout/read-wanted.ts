import { type CartLine, readQuantity } from '../../utils/cart-lines'

/** Parameters of the page. */
export interface CheckoutQuery {
  from?: string
  /** ProductIds chosen in the cart, separated by commas; all when missing. */
  products?: string
  productId?: string
  quantity?: string
}

/** The lines that the query asks to buy: chosen ones of the cart, or one product by itself. */
export function readWanted(query: CheckoutQuery, cart: readonly CartLine[]): CartLine[] {
  if (query.from === 'cart') {
    const chosen = query.products?.split(',')
    return cart.filter(({ productId }) => chosen === undefined || chosen.includes(productId))
  }
  if (query.productId === undefined || query.productId === '') return []
  return [{ productId: query.productId, quantity: readQuantity(query.quantity ?? 1) ?? 1 }]
}
