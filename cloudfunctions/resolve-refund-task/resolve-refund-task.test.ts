import { adoptRefund, fen, type Order } from '@stack/order'
import { agreed, buyer, memoryServices, merchant, noon, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { type ResolveRefundTask, resolveRefundTask } from './resolve-refund-task.ts'

const now = noon + 3_600_000
const twice = refundIn('refunded-twice')
/** All that was paid went back at WeChat's platform too. */
const over = agreed(
  adoptRefund(
    twice,
    {
      ...{ refundId: '50301', gatewayRefundId: '5', transactionId: twice.payment?.transactionId ?? '' },
      ...{ amountFen: fen(4460), end: { state: 'succeeded', settledAt: now, receivedBy: null } },
    },
    merchant,
    now,
  ),
)

function resolve(order: Order, changes: Partial<ResolveRefundTask> = {}, openid = merchant) {
  const services = memoryServices({ now, orders: [order], merchants: [merchant] })
  const data = { outTradeNo: order._id, refundId: null, note: '顾客已退回', ...changes }
  return resolveRefundTask(services, { openid, clientIp: '203.0.113.7', deadline: now + 8_000, data })
}

test('a note ends the task of a refund that was paid twice', async () => {
  expect(await resolve(twice, { refundId: `${twice._id}R1` })).toMatchObject({
    ok: true,
    order: {
      refunds: [
        {
          state: 'refunded-twice',
          isMerchantTask: false,
          resolution: { by: 'oTes…0002', at: now, note: '顾客已退回' },
        },
      ],
    },
  })
})

test('a note ends the task of more refunded than paid', async () => {
  expect(await resolve(over)).toMatchObject({
    ok: true,
    order: { overRefundedFen: 2000, isOverRefundTask: false, overRefundResolution: { note: '顾客已退回' } },
  })
})

test.each<[what: string, order: Order, changes: Partial<ResolveRefundTask>, openid: string, refused: string]>([
  ['a buyer', twice, {}, buyer, 'not_a_merchant'],
  ['an unknown order', twice, { outTradeNo: 'WM0NONE00' }, merchant, 'not_found'],
  ['an unknown refund', twice, { refundId: 'WM0NOPER9' }, merchant, 'refund_not_found'],
  ['not too much refunded', twice, {}, merchant, 'not_a_task'],
  ['not paid twice', refundIn('refused'), { refundId: `${twice._id}R1` }, merchant, 'not_a_task'],
])('%s: refused', async (_, order, changes, openid, refused) => {
  expect(await resolve(order, changes, openid)).toStrictEqual({ ok: false, refused })
})
