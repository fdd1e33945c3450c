import type { ProductView } from '@stack/contract'
import { formatYuan } from './format-yuan'

/** A product as a page shows it. */
export interface ProductCard {
  productId: string
  title: string
  price: string
  stock: string
  soldOut: boolean
  picture: string
  /** Stands where a product without a picture would have it. */
  initial: string
}

export function viewProduct({ productId, title, priceFen, stock, picture }: ProductView): ProductCard {
  return {
    productId,
    title,
    price: formatYuan(priceFen),
    stock: stock === 0 ? '已售罄' : `库存 ${stock} 件`,
    soldOut: stock === 0,
    picture,
    initial: Array.from(title)[0] ?? '',
  }
}
