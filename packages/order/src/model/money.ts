declare const fenBrand: unique symbol

/** An amount of money in fen: a safe integer, zero or more. Made by {@link fen} only. */
export type Fen = number & { readonly [fenBrand]: true }

/** Checks that a number is an amount in fen. Throws RangeError for fractions, negatives and unsafe integers. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`[order] ${value} is no amount in fen: a whole number, zero or more, is needed`)
  }
  return value as Fen
}

/** Adds amounts in fen. Throws RangeError when the sum is no safe integer. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0
  for (const amount of amounts) sum += amount
  return fen(sum)
}

/** Writes an amount as yuan with two decimals: `fen(1980)` → `19.80`. */
export function formatYuan(amount: Fen): string {
  const digits = String(amount).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
