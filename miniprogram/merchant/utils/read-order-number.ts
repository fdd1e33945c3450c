/** Blanks, line breaks, and what other apps put invisibly around a copied text. */
const blanks = /[\s\u200b-\u200d\u2060\ufeff]/g

/**
 * The order number in what a merchant typed, pasted or scanned: words and blanks around it do not count, and a refund
 * number leads to its order. Null when there is none.
 */
export function readOrderNumber(text: string): string | null {
  const typed = text.replace(blanks, '')
  const [ofShop] = /WM[0-9A-Z]{24}/.exec(typed.toUpperCase()) ?? []
  return ofShop ?? (/^[0-9A-Za-z]{6,32}$/.test(typed) ? typed : null)
}
