import { expect, test } from 'vitest'
import { type Order, postponeCheck } from '../../src/index.ts'
import {
  agreed,
  closed,
  closing,
  expiry,
  fresh,
  longLived,
  minute,
  noon,
  paid,
  prepaid,
  second,
} from '../helpers/orders.ts'
import { withRefund } from '../helpers/refunds.ts'

const prepaidAt = noon + second

// The plan of https://pay.weixin.qq.com/docs/merchant/products/query-order/callback-and-query-order.html
// biome-ignore format: one row is one order at a time
test.each<[situation: string, order: Order, now: number, nextCheckAt: number]>([
  ['not begun',                           { ...fresh, nextCheckAt: noon },   noon,                    expiry],
  ['prepaid, at once',                    { ...prepaid, nextCheckAt: noon }, noon,                    noon + minute],
  ['prepaid, after the third question',   prepaid,                           prepaidAt + minute,      prepaidAt + 3 * minute],
  ['prepaid, a moment before the fourth', prepaid,                           prepaidAt + 3 * minute - 1, prepaidAt + 4 * minute - 1],
  ['prepaid, after the sixth',            prepaid,                           prepaidAt + 10 * minute, expiry],
  ['prepaid, past its expiry',            prepaid,                           expiry,                  expiry + minute],
  ['prepaid, after the last, lives on',   longLived,                         prepaidAt + 30 * minute, longLived.expiresAt],
  ['closing',                             closing,                           noon + 5 * minute,       noon + 6 * minute],
  ['a refund on its way',                 withRefund.processing,             noon + 20 * minute,      noon + 21 * minute],
])('postponeCheck, %s', (_, order, now, nextCheckAt) => {
  expect(agreed(postponeCheck(order, now)).nextCheckAt).toBe(nextCheckAt)
})

// biome-ignore format: one row is one order at a time
test.each<[situation: string, order: Order, now: number]>([
  ['not due yet',     prepaid,           prepaidAt],
  ['closed',          closed,            expiry],
  ['paid',            paid,              expiry],
  ['refund refused',  withRefund.refused, expiry],
])('postponeCheck, %s: nothing to do', (_, order, now) => {
  expect(postponeCheck(order, now)).toEqual({ ok: true, change: 'none', order })
})

test('the first question comes five seconds after the prepay_id', () => {
  expect(prepaid.nextCheckAt).toBe(prepaidAt + 5 * second)
})
