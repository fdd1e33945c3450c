import { compactTime } from './beijing-time.ts'

/** Source of the random part of every identifier; deterministic in a simulation. */
export type RandomBytes = (size: number) => Buffer

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Makes `length` random characters of `alphabet`. */
export function randomText(random: RandomBytes, length: number, alphabet = ALPHANUMERIC): string {
  const bytes = random(length * 2)
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) text += alphabet.charAt(bytes.readUInt16BE(at) % alphabet.length)
  return text
}

const digits = (random: RandomBytes, length: number) => randomText(random, length, '0123456789')
const hex = (random: RandomBytes, length: number) => randomText(random, length, '0123456789abcdef')

/** Makes a prepay_id in the shape seen since 2020: 36 characters, `wx` + ddHHmmss + … + `0000`. */
export function makePrepayId(now: number, random: RandomBytes): string {
  return `wx${compactTime(now).slice(6)}${digits(random, 6)}${hex(random, 16)}0000`
}

/** Makes a transaction_id: 28 digits, `4200000NNN` + day of payment + 10 digits. */
export function makeTransactionId(now: number, random: RandomBytes): string {
  return `4200000${digits(random, 3)}${compactTime(now).slice(0, 8)}${digits(random, 10)}`
}

/** Makes a refund_id: 29 digits, `503000NNNN` + day of acceptance + 11 digits. */
export function makeRefundId(now: number, random: RandomBytes): string {
  return `503000${digits(random, 4)}${compactTime(now).slice(0, 8)}${digits(random, 11)}`
}

/** Makes the nonce of an answer: 16 characters of `[A-Za-z0-9]`. */
export function makeServerNonce(random: RandomBytes): string {
  return randomText(random, 16)
}

/** Makes the nonce of a refund notification: 32 lower-case hex characters. */
export function makeNotificationNonce(random: RandomBytes): string {
  return random(16).toString('hex')
}
