import { addLine } from '../utils/cart-lines'
import { readCart, writeCart } from './keep-cart'

/**
 * Puts pieces of a product in the cart and says so.
 *
 * @param most - how many of it can be bought at once
 */
export function addToCart(productId: string, quantity: number, most: number): void {
  const { lines, added, text } = addLine(readCart(), { productId, quantity }, most)
  writeCart(lines)
  void wx.showToast({ title: text, icon: added ? 'success' : 'none' })
}
