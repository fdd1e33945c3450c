import { countPieces } from '../utils/cart-lines'
import { readCart } from './keep-cart'

const cartTab = 1

/** Shows on the tab bar how many pieces are in the cart. Only for tab pages: WeChat refuses it on others. */
export function showCartBadge(): void {
  const pieces = countPieces(readCart())
  if (pieces === 0) void wx.removeTabBarBadge({ index: cartTab })
  else void wx.setTabBarBadge({ index: cartTab, text: pieces > 99 ? '99+' : String(pieces) })
}
