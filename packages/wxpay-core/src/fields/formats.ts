import { isIP } from 'node:net'
import { formatBeijingTime, parseBeijingTime } from '../time/beijing-time.ts'

/** Format of a value on the wire; `write` and `read` give undefined for a value that does not fit. */
export interface Format<T> {
  /** Description of what fits, for error messages. */
  expect: string
  /** The cause that a refused value shows, where it is known. */
  explain?(value: unknown): string | undefined
  write(value: unknown): string | undefined
  read(text: string): T | undefined
}

/** 1,000,000 yuan: far above every limit of WeChat's for one payment, and a bound for a slipped decimal point. */
const FEN_MAX = 100_000_000
/** Characters that XML forbids, that show nothing, or that take four bytes of UTF-8. */
const UNSENDABLE = /[\p{Cc}\p{Surrogate}\ufffe\uffff\u{10000}-\u{10ffff}]/u
/**
 * Characters of four bytes of UTF-8: emoji, and rare Chinese characters. WeChat Pay takes one to three bytes.
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011986592 protocol rules, edition 2024-11-18
 */
const FOUR_BYTES = /[\u{10000}-\u{10ffff}]/u
const BILL_COLUMN_BREAK = ',`'

/** Names the first character of four bytes in a text. */
function explainFourBytes(value: unknown): string | undefined {
  const [character] = (typeof value === 'string' && FOUR_BYTES.exec(value)) || []
  if (character === undefined) return undefined
  const codePoint = character.codePointAt(0)?.toString(16).toUpperCase()
  return `"${character}" (U+${codePoint}) takes four bytes of UTF-8, WeChat Pay takes one to three. Use toSendableText`
}

/** A text of this form, unchanged on the wire. */
export function matching(pattern: RegExp, expect: string): Format<string> {
  const fit = (value: unknown) => (typeof value === 'string' && pattern.test(value) ? value : undefined)
  return { expect, write: fit, read: fit }
}

/**
 * Free text of at most so many UTF-8 bytes. The documents count "characters" without saying which; bytes fit either way.
 * Outer blanks are refused since official SDKs sign trimmed values and others do not; `` ,` `` since it shifts the
 * columns of the bill. Received text is taken as it is.
 */
export function text(maxBytes: number): Format<string> {
  return {
    expect: `1 to ${maxBytes} UTF-8 bytes without outer blanks, control characters, characters of four bytes and ",\`"`,
    explain: explainFourBytes,
    write: (value) =>
      typeof value === 'string' &&
      value !== '' &&
      value === value.trim() &&
      Buffer.byteLength(value) <= maxBytes &&
      !UNSENDABLE.test(value) &&
      !value.includes(BILL_COLUMN_BREAK)
        ? value
        : undefined,
    read: (received) => received,
  }
}

/** One of a closed list. */
export function oneOf<const T extends string>(...values: T[]): Format<T> {
  const fit = (value: unknown) => values.find((known) => known === value)
  return { expect: `one of ${values.join(', ')}`, write: fit, read: fit }
}

function integer(min: number, max: number, unit: string): Format<number> {
  const fits = (value: number) => Number.isInteger(value) && value >= min && value <= max
  return {
    expect: `an integer from ${min} to ${max}${unit}`,
    write: (value) => (typeof value === 'number' && fits(value) ? String(value) : undefined),
    read: (digits) => (/^(?:0|[1-9]\d{0,14})$/.test(digits) && fits(Number(digits)) ? Number(digits) : undefined),
  }
}

/** An amount above zero, in fen. */
export const fen = integer(1, FEN_MAX, ' fen')
/** An amount that may be zero, in fen. */
export const fenOrZero = integer(0, FEN_MAX, ' fen')
/** A number of things. */
export const count = integer(0, 1000, '')

/** Years in which a time of an order lies: WeChat Pay is younger than the first, and the wire has four digits. */
const EARLIEST_MS = Date.UTC(2005, 0)
const TIME_MAX_MS = Date.UTC(9999, 0)
const LATEST_SECONDS = Date.UTC(2100, 0) / 1000

/** Says whether a number is a time in seconds, which as ms lies in January 1970. */
export const isInSeconds = (value: unknown) =>
  typeof value === 'number' && value >= EARLIEST_MS / 1000 && value < LATEST_SECONDS

/** Epoch ms; Beijing time on the wire, `yyyyMMddHHmmss`. */
export const time: Format<number> = {
  expect: 'epoch ms (Beijing time yyyyMMddHHmmss on the wire)',
  explain: (value) => (isInSeconds(value) ? 'it is in seconds: multiply by 1000' : undefined),
  write: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= EARLIEST_MS && value < TIME_MAX_MS
      ? formatBeijingTime(value)
      : undefined,
  read: (received) => (/^\d{14}$/.test(received) ? parseBeijingTime(received) : undefined),
}

/** Epoch ms of a refund's success; Beijing time `yyyy-MM-dd HH:mm:ss` on the wire. Only received. */
export const refundTime: Format<number> = {
  expect: 'Beijing time yyyy-MM-dd HH:mm:ss',
  write: () => undefined,
  read: parseBeijingTime,
}

/** Currency of an amount that is read as fen; absent it is CNY too. */
export const yuan: Format<'CNY'> = oneOf('CNY')

/** A day in Beijing. */
export const day: Format<string> = {
  ...matching(/^\d{8}$/, 'a day as yyyyMMdd'),
  write: (value) => (typeof value === 'string' && parseBeijingTime(`${value}000000`) !== undefined ? value : undefined),
}

/** An IPv4 or IPv6 address. */
export const ipAddress: Format<string> = {
  ...text(64),
  expect: 'an IPv4 or IPv6 address',
  write: (value) => (typeof value === 'string' && isIP(value) !== 0 ? value : undefined),
}

/** Address for notifications. */
export const notifyUrl: Format<string> = {
  ...text(256),
  expect: 'an http(s) URL of at most 256 characters without query, fragment and user name',
  write: (value) => (typeof value === 'string' && isNotifyUrl(value) ? value : undefined),
}

function isNotifyUrl(value: string): boolean {
  return (
    value.length <= 256 &&
    !UNSENDABLE.test(value) &&
    /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/.test(value) &&
    isParsable(value)
  )
}

function isParsable(url: string): boolean {
  try {
    return new URL(url).hostname !== ''
  } catch {
    return false
  }
}

/** Format of the merchant's order number. */
export const outTradeNo = matching(/^[0-9A-Za-z_\-|*]{6,32}$/, '6 to 32 of 0-9 A-Z a-z _ - | *')
/** Orders of older systems can have shorter numbers, and `@` in them. */
export const receivedOutTradeNo = matching(/^[0-9A-Za-z_\-|*@]{1,32}$/, '1 to 32 of 0-9 A-Z a-z _ - | * @')
/** Format of the merchant's refund number. */
export const outRefundNo = matching(/^[0-9A-Za-z_\-|*@]{1,64}$/, '1 to 64 of 0-9 A-Z a-z _ - | * @')
/** transaction_id, refund_id, coupon_id. */
export const gatewayId = matching(/^[0-9A-Za-z]{1,32}$/, '1 to 32 digits or letters')
/** Format of a user's openid. */
export const openid = matching(/^[0-9A-Za-z_-]{1,128}$/, '1 to 128 of 0-9 A-Z a-z _ -')
/** bank_type, trade_type and other words of the gateway. */
export const word = matching(/^[0-9A-Z_]{1,32}$/, '1 to 32 of 0-9 A-Z _')
/** Format of a prepay_id. */
export const prepayId = matching(/^[0-9A-Za-z_-]{1,64}$/, '1 to 64 of 0-9 A-Z a-z _ -')
