/** How a text is made sendable. */
export interface SendableTextOptions {
  /** Bytes of UTF-8 at most. */
  maxBytes: number
  /** Text to send when nothing is left; itself sendable. Default empty: the caller leaves the field out. */
  fallback?: string
}

/** An emoji of several characters, or a single character: what people see as one is kept or removed as one. */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Takes four bytes of UTF-8: WeChat Pay's API v2 does not take it. */
const FOUR_BYTES = /[\u{10000}-\u{10ffff}]/u
/** What has no meaning without the emoji it belongs to: joiner, selectors, keycap. */
const EMOJI_PARTS = /[\u200d\ufe00-\ufe0f\u20e3]/g
/** What XML forbids, and characters that show nothing. */
const UNSENDABLE = /[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu

/** Returns what of one grapheme can be sent: nothing of an emoji, the digit of a keycap. */
function sendablePart(grapheme: string): string {
  return FOUR_BYTES.test(grapheme) ? '' : grapheme.replace(EMOJI_PARTS, '')
}

/**
 * Makes a title or a reason fit for WeChat Pay: characters of four bytes (emoji, rare Chinese characters) go with their
 * joiners and selectors, so do control characters; back-ticks, which separate a bill's columns, become apostrophes; outer
 * blanks go. Cut at whole characters. The same text always becomes the same, as a repetition must be identical.
 *
 * @example toSendableText('不喜欢😀', { maxBytes: 80, fallback: '退款' }) // '不喜欢'
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011985891 protocol rules: one to three bytes a character
 */
export function toSendableText(text: string, { maxBytes, fallback = '' }: SendableTextOptions): string {
  const clean = text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(UNSENDABLE, '')
    .replaceAll('`', "'")
  const parts = Array.from(graphemes.segment(clean), ({ segment }) => sendablePart(segment))
  const cut = cutToBytes(parts.join('').trim(), maxBytes)
  return cut === '' ? fallback : cut
}

function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  let kept = ''
  let bytes = 0
  for (const { segment } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > maxBytes) break
    kept += segment
  }
  return kept.trim()
}
