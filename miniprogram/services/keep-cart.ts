import { type CartLine, cleanLines } from '../utils/cart-lines'

type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync'>

const key = 'cart'

/** Content of the cart: products and quantities, never a price. Lines that an older version wrote otherwise are left out. */
export function readCart(phone: Phone = wx): CartLine[] {
  return cleanLines(phone.getStorageSync(key))
}

/** Puts these lines in the cart. */
export function writeCart(lines: readonly CartLine[], phone: Phone = wx): void {
  phone.setStorageSync(key, lines)
}
