import { expect, test } from 'vitest'
import { approveRefund, requestRefund, startRefund } from '../../src/index.ts'
import { merchant, paid, payment, told } from '../helpers/orders.ts'
import { approval, wish, withRefund } from '../helpers/refunds.ts'

const year = 365 * 24 * 3_600_000
const { waiting, refused } = withRefund

// WeChat Pay takes no refund of a payment older than one year: https://pay.weixin.qq.com/doc/v2/partner/4011984092
// biome-ignore format: one row is one call
test.each([
  ['a request on the last day',         (now: number) => told(paid, requestRefund(paid, wish, now)),                      0, 'refund-requested'],
  ['a request after it',                (now: number) => told(paid, requestRefund(paid, wish, now)),                      1, 'refund_period_over'],
  ['a start after it',                  (now: number) => told(paid, startRefund(paid, { ...wish, by: merchant }, now)),   1, 'refund_period_over'],
  ['an approval on the last day',       (now: number) => told(waiting, approveRefund(waiting, approval, now)),            0, 'refund-approved'],
  ['an approval after it',              (now: number) => told(waiting, approveRefund(waiting, approval, now)),            1, 'refund_period_over'],
  ['a repetition: the gateway decides', (now: number) => told(refused, approveRefund(refused, approval, now)),            1, 'refund-approved'],
])('%s', (_, tell, past, expected) => {
  expect(tell(payment.paidAt + year + past)).toBe(expected)
})
