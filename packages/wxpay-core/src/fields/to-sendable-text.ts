/** Limits and fallback of `toSendableText`. */
export interface SendableTextOptions {
  /** Bytes of UTF-8 at most. */
  maxBytes: number
  /** Text to send when nothing is left. Default empty: the caller leaves the field out. */
  fallback?: string
}

const FOUR_BYTES = /[\u{10000}-\u{10ffff}]/u
const ALL_FOUR_BYTES = /[\u{10000}-\u{10ffff}]/gu
const JOINER = '\u200d'
/** Joiner, variation selectors and keycap mark, which mean nothing without the emoji they belong to. */
const EMOJI_PARTS = /[\u200d\ufe00-\ufe0f\u20e3]/g
const LINE_BREAKS = /[\r\n\t\v\f\x85\u2028\u2029]+/g
/** Characters that XML forbids, and halves of pairs. */
const UNSENDABLE = /[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu
/** Letters, digits, punctuation, symbols: without one of them a text shows nothing. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Makes a title or a reason fit for WeChat Pay, whose API v2 takes characters of one to three bytes only. The result passes
 * as `body`, `attach`, `detail` or `refundDesc` of that many bytes, and the same text always becomes the same, as a
 * repeated call must be identical.
 *
 * - Emoji go with their joiners, selectors and tones, flags whole. What has three bytes stays: ❤️ becomes ❤, 1️⃣ becomes 1.
 * - Rare Chinese characters of four bytes (𠮷) go; a common one that only has a selector of four bytes stays.
 * - Line breaks become blanks; control characters, halves of pairs and outer blanks go.
 * - Back-ticks become apostrophes, since `` ,` `` separates the columns of the bill.
 * - A text that is too long is cut between what people see as characters.
 *
 * @example toSendableText('不喜欢😀', { maxBytes: 80, fallback: '退款' }) // '不喜欢'
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011986592 protocol rules, edition 2024-11-18
 */
export function toSendableText(text: string, { maxBytes, fallback = '' }: SendableTextOptions): string {
  return cutToBytes(clean(text), maxBytes) || cutToBytes(clean(fallback), maxBytes)
}

function clean(text: string): string {
  const plain = text.replace(LINE_BREAKS, ' ').replace(UNSENDABLE, '').replaceAll('`', "'")
  const parts = FOUR_BYTES.test(plain) ? splitGraphemes(plain).map(sendablePart) : [plain]
  const sendable = parts.join('').replace(EMOJI_PARTS, '').trim()
  return VISIBLE.test(sendable) ? sendable : ''
}

let segmenter: Intl.Segmenter | undefined

/** Splits a text into what people see as one character: an emoji of several code points, a letter with its accents. */
function splitGraphemes(text: string): string[] {
  // Made when it is first needed: it takes some milliseconds, which a cold start need not wait for.
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Returns what remains of a grapheme: nothing when its base has four bytes, else the base without what is joined to it. */
function sendablePart(grapheme: string): string {
  if (!FOUR_BYTES.test(grapheme)) return grapheme
  if (FOUR_BYTES.test(String.fromCodePoint(grapheme.codePointAt(0) ?? 0))) return ''
  const [base = ''] = grapheme.split(JOINER)
  return base.replace(ALL_FOUR_BYTES, '')
}

function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  let kept = ''
  let bytes = 0
  for (const grapheme of splitGraphemes(text)) {
    bytes += Buffer.byteLength(grapheme)
    if (bytes > maxBytes) break
    kept += grapheme
  }
  const cut = kept.trim()
  return VISIBLE.test(cut) ? cut : ''
}
