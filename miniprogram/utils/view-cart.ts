import type { ProductView } from '@stack/contract'
import { type CartLine, countPieces } from './cart-lines'
import { viewProduct } from './view-product'

/** A line of the cart as a page shows it. */
export interface CartRow {
  productId: string
  title: string
  picture: string
  priceFen: number
  quantity: number
  /** Upper end of the stepper: as many as can be bought, or as many as were wanted. */
  max: number
  /** Number that can be bought when more are wanted; 0 when the line is fine or gone. */
  reduceTo: number
  /** Why it cannot be bought as it is; empty when it can. */
  problem: string
  payable: boolean
  /** No longer sold. */
  gone: boolean
  selected: boolean
}

export interface CartSummary {
  rows: CartRow[]
  /** Sums of the selected lines. */
  totalFen: number
  pieces: number
  /** Everything that can be bought is selected. */
  allSelected: boolean
}

const fine = { reduceTo: 0, problem: '', payable: true, gone: false }
const gone = { reduceTo: 0, payable: false, gone: true }

function viewLine(line: CartLine, product: ProductView | undefined): Omit<CartRow, 'selected'> {
  if (product === undefined) {
    return {
      ...line,
      ...gone,
      title: '商品已下架',
      picture: '',
      priceFen: 0,
      max: line.quantity,
      problem: '暂时买不到了',
    }
  }
  const { title, picture, priceFen, most, soldOut } = viewProduct(product)
  const shown = { ...line, title, picture, priceFen, max: Math.max(most, line.quantity) }
  if (soldOut) return { ...shown, ...gone, problem: '已售罄' }
  if (line.quantity <= most) return { ...shown, ...fine }
  return { ...shown, reduceTo: most, problem: `仅剩 ${most} 件`, payable: false, gone: false }
}

/** Joins what is wanted with what the shop says now. Prices and stock are the shop's, amounts in fen. */
export function viewCart(
  lines: readonly CartLine[],
  products: readonly ProductView[],
  unselected: readonly string[] = [],
): CartSummary {
  const rows = lines.map((line) => {
    const row = viewLine(
      line,
      products.find(({ productId }) => productId === line.productId),
    )
    return { ...row, selected: row.payable && !unselected.includes(row.productId) }
  })
  const selected = rows.filter((row) => row.selected)
  return {
    rows,
    totalFen: selected.reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0),
    pieces: countPieces(selected),
    allSelected: selected.length > 0 && selected.length === rows.filter(({ payable }) => payable).length,
  }
}
