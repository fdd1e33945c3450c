import {
  approveRefund,
  claimRefundSend,
  fen,
  type GatewayRefundState,
  type Order,
  type RefundState,
  refundableFen,
} from '@stack/order'
import type { Gateway } from '@stack/shop'
import { buyer, memoryServices, merchant, noon, refundAnswer, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { abandonRefund } from './abandon-refund.ts'

type Said = Awaited<ReturnType<Gateway['queryRefund']>>

const now = noon + 3_600_000
const refundId = 'WM0SAMPLE1R1'
const end = (state: GatewayRefundState, amountFen = 1000): Said => refundAnswer(state, { amountFen: fen(amountFen) })

function open(order: Order, queryRefund: () => Promise<Said>) {
  let asked = 0
  const services = memoryServices({
    now,
    orders: [order],
    merchants: [merchant],
    gateway: {
      queryRefund: () => {
        asked += 1
        return queryRefund()
      },
    },
  })
  const state = () => services.store.stored.get(order._id)?.refunds[0]?.state
  const abandon = (openid = merchant, data = { outTradeNo: order._id, refundId }) =>
    abandonRefund(services, { openid, clientIp: '203.0.113.7', deadline: now + 8_000, data })
  return { services, state, abandon, asked: () => asked }
}

// biome-ignore format: one row is one answer of WeChat
test.each<[from: RefundState, said: Said, answer: string, state: RefundState]>([
  ['refused', { kind: 'refund_not_found' },                         'ok',                  'abandoned'],
  ['refused', end('processing'),                                  'known_at_gateway',    'processing'],
  ['refused', end('succeeded'),                                   'known_at_gateway',    'succeeded'],
  ['refused', end('abnormal'),                                    'known_at_gateway',    'abnormal'],
  ['refused', end('closed'),                                      'ok',                  'abandoned'],
  ['refused', end('succeeded', 999),                              'known_at_gateway',    'refused'],
  ['refused', { kind: 'open', code: 'SYSTEMERROR' },              'gateway_unreachable', 'refused'],
  ['refused', { kind: 'refused', code: 'NOAUTH', message: 'no' }, 'gateway_refused',     'refused'],
  ['closed',  end('closed'),                                      'ok',                  'abandoned'],
  ['closed',  { kind: 'refund_not_found' },                         'ok',                  'abandoned'],
  ['closed',  end('succeeded'),                                   'known_at_gateway',    'succeeded'],
  ['closed',  end('returned-to-merchant'),                        'ok',                  'abandoned'],
  ['returned-to-merchant', end('returned-to-merchant'),           'ok',                  'abandoned'],
  ['returned-to-merchant', { kind: 'open', code: 'SYSTEMERROR' }, 'gateway_unreachable', 'returned-to-merchant'],
  ['abnormal', end('abnormal'),                                   'known_at_gateway',    'abnormal'],
  ['abnormal', end('processing'),                                 'known_at_gateway',    'processing'],
  ['abnormal', end('closed'),                                     'ok',                  'abandoned'],
  ['abnormal', end('returned-to-merchant'),                       'ok',                  'abandoned'],
])('%s, WeChat says %j: %s, %s', async (from, said, expected, state) => {
  const scene = open(refundIn(from), async () => said)
  const answer = await scene.abandon()
  expect(answer.ok ? 'ok' : answer.refused).toBe(expected)
  expect(scene.state()).toBe(state)
})

test('the amount is free, and the merchant who abandoned it is kept', async () => {
  const { abandon, services } = open(refundIn('refused'), async () => ({ kind: 'refund_not_found' }))
  expect(await abandon()).toMatchObject({
    ok: true,
    refund: { refundId, state: 'abandoned', refusal: { code: 'NOTENOUGH' }, ended: { at: now, note: null } },
  })
  const order = services.store.stored.get('WM0SAMPLE1')
  expect(order && refundableFen(order)).toBe(order?.totalFen)
})

test('twice is once: WeChat is not asked again', async () => {
  const { abandon, asked } = open(refundIn('refused'), async () => ({ kind: 'refund_not_found' }))
  await abandon()
  expect(await abandon()).toMatchObject({ ok: true, refund: { state: 'abandoned' } })
  expect(asked()).toBe(1)
})

test('repeated by another merchant while WeChat was asked: not abandoned', async () => {
  const scene = open(refundIn('refused'), async () => {
    const { store } = scene.services
    await store.change('WM0SAMPLE1', (order) => approveRefund(order, { refundId, by: 'oSecond' }, now))
    return { kind: 'refund_not_found' }
  })
  expect(await scene.abandon()).toStrictEqual({ ok: false, refused: 'not_refused' })
  expect(scene.state()).toBe('approved')
})

test('sent less than a minute ago: WeChat is not even asked', async () => {
  const sent = { ...refundIn('refused'), lastSend: { refundId, at: now - 59_999 } }
  const { abandon, asked } = open(sent, async () => ({ kind: 'refund_not_found' }))
  expect(await abandon()).toStrictEqual({ ok: false, refused: 'too_soon' })
  expect(asked()).toBe(0)
})

// biome-ignore format: one row is one caller
test.each([
  ['a buyer',           'oOther', { outTradeNo: 'WM0SAMPLE1', refundId },             'not_a_merchant'],
  ['its buyer',         buyer,    { outTradeNo: 'WM0SAMPLE1', refundId },             'not_a_merchant'],
  ['an unknown order',  merchant, { outTradeNo: 'WM0NONE000', refundId },             'not_found'],
  ['an unknown refund', merchant, { outTradeNo: 'WM0SAMPLE1', refundId: 'WM0NOPER9' }, 'refund_not_found'],
])('%s: refused, and WeChat is not asked', async (_, openid, data, refused) => {
  const { abandon, asked } = open(refundIn('refused'), async () => ({ kind: 'refund_not_found' }))
  expect(await abandon(openid, data)).toStrictEqual({ ok: false, refused })
  expect(asked()).toBe(0)
})

test('takes the turn of no sending', () => {
  expect(claimRefundSend(refundIn('abandoned'), refundId, now)).toStrictEqual({ ok: false, refused: 'not_approved' })
})
