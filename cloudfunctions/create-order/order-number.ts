import { createHash } from 'node:crypto'
import { limits } from '@stack/order'

/**
 * The out_trade_no of a request: the same buyer with the same requestId always gets the same number, so a request that
 * is repeated after any doubt finds its order. 124 bits of SHA-256 in base 36 behind the shop's prefix; 26 characters.
 */
export function orderNumber({ openid, requestId }: { openid: string; requestId: string }): string {
  const digest = createHash('sha256').update(`${openid}\n${requestId}`, 'utf8').digest('hex')
  const digits = BigInt(`0x${digest}`).toString(36).toUpperCase().padStart(50, '0')
  return limits.orderNumberPrefix + digits.slice(-24)
}
