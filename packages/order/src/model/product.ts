import type { Fen } from './money.ts'

/** One thing for sale. `_id` is the product's own name, `stock` counts pieces. */
export interface Product {
  _id: string
  title: string
  priceFen: Fen
  stock: number
  onShelf: boolean
  /** Path of its picture, as the mini program shows it. */
  picture: string
  /** Plain text; a product stored without one lacks it. */
  description?: string
}
