import crypto from 'node:crypto'

/** Compares two strings in a time that depends only on their lengths. */
export function safeEqual(one: string, other: string): boolean {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && crypto.timingSafeEqual(left, right)
}
