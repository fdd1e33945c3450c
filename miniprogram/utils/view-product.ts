import type { ProductView } from '@stack/contract'
import { cartLimits } from './cart-lines'

/** A product as a page shows it. */
export interface ProductCard {
  productId: string
  title: string
  description: string
  priceFen: number
  picture: string
  stock: string
  soldOut: boolean
  /** Number that can be bought at once. */
  most: number
}

/** View before the product is loaded. */
export const noProduct: ProductCard = {
  productId: '',
  title: '',
  description: '',
  priceFen: 0,
  picture: '',
  stock: '',
  soldOut: false,
  most: 0,
}

const few = 10

function stockText(stock: number): string {
  if (stock === 0) return '已售罄'
  return stock <= few ? `仅剩 ${stock} 件` : `库存 ${stock} 件`
}

export function viewProduct({ stock, ...product }: ProductView): ProductCard {
  return { ...product, stock: stockText(stock), soldOut: stock === 0, most: Math.min(stock, cartLimits.pieces) }
}
