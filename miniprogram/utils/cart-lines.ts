/** One product in the cart. */
export interface CartLine {
  productId: string
  quantity: number
}

/** Limits of one order, as create-order decides them. */
export const cartLimits = { kinds: 20, pieces: 99 } as const

/** A whole number of pieces that can be bought at once, or null for anything else. */
export function readQuantity(value: unknown): number | null {
  const quantity = Number(value)
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= cartLimits.pieces ? quantity : null
}

/** The lines in something that was stored, each product once. */
export function cleanLines(stored: unknown): CartLine[] {
  const lines = new Map<string, CartLine>()
  for (const { productId, quantity } of Array.isArray(stored) ? stored : []) {
    const pieces = readQuantity(quantity)
    if (typeof productId === 'string' && pieces !== null) lines.set(productId, { productId, quantity: pieces })
  }
  return [...lines.values()].slice(0, cartLimits.kinds)
}

export const countPieces = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** The cart without some products. */
export function withoutProducts(lines: readonly CartLine[], productIds: readonly string[]): CartLine[] {
  return lines.filter(({ productId }) => !productIds.includes(productId))
}

/** The cart with another quantity of a product that is in it. */
export function withQuantity(lines: readonly CartLine[], productId: string, quantity: number): CartLine[] {
  return lines.map((line) => (line.productId === productId ? { productId, quantity } : line))
}

/**
 * The cart with some pieces more, as far as they can be bought, and what to tell the buyer.
 *
 * @param most - how many pieces of the product can be bought at once
 */
export function addLine(
  lines: readonly CartLine[],
  { productId, quantity }: CartLine,
  most: number,
): { lines: CartLine[]; added: boolean; text: string } {
  const unchanged = { lines: [...lines], added: false }
  const present = lines.find((line) => line.productId === productId)?.quantity ?? 0
  if (present === 0 && lines.length >= cartLimits.kinds) {
    return { ...unchanged, text: `购物车最多放 ${cartLimits.kinds} 种商品` }
  }
  if (present >= most) return { ...unchanged, text: most === 0 ? '商品已售罄' : `最多购买 ${most} 件，已在购物车中` }
  const line = { productId, quantity: Math.min(present + quantity, most) }
  return {
    lines: present === 0 ? [...lines, line] : withQuantity(lines, productId, line.quantity),
    added: present + quantity <= most,
    text: present + quantity <= most ? '已加入购物车' : `最多购买 ${most} 件，已全部加入购物车`,
  }
}
