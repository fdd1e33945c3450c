import { fen, type Order, type RefundState } from '@stack/order'
import type { Services } from '@stack/shop'
import { buyer, memoryServices, merchant, noon, orders, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { type Refund, refund } from './refund.ts'

type Gateway = Services['gateway']

const now = noon + 900_000
const outTradeNo = orders.paid._id
const approve: Refund = { outTradeNo, refundId: `${outTradeNo}R1` }
const start: Refund = { outTradeNo, amountFen: fen(3460), reason: '缺货', requestId: 'merchant-1' }
const call = (data: Refund, openid = merchant) => ({ openid, clientIp: '203.0.113.7', deadline: now + 8_000, data })
const accepted: Gateway['refund'] = async () => ({ kind: 'accepted', gatewayRefundId: '50000000002026011500000000001' })

const shop = (order: Order, send: Gateway['refund'] = accepted) =>
  memoryServices({ now, orders: [order], merchants: [merchant], gateway: { refund: send } })

describe('approve a request', () => {
  test.each<[from: RefundState, answer: object, asked: string[]]>([
    ['waiting', { ok: true, refund: { state: 'processing' } }, ['refund']],
    // Its answer got lost, or the merchant taps twice: the same refund is sent again.
    ['approved', { ok: true, refund: { state: 'processing' } }, ['refund']],
    ['refused', { ok: true, refund: { state: 'processing' } }, ['refund']],
    ['processing', { ok: true, refund: { state: 'processing' } }, []],
    ['succeeded', { ok: true, refund: { state: 'succeeded' } }, []],
    ['rejected', { ok: false, refused: 'already_rejected' }, []],
    ['withdrawn', { ok: false, refused: 'already_withdrawn' }, []],
    ['abnormal', { ok: false, refused: 'already_settled' }, []],
    ['closed', { ok: false, refused: 'already_settled' }, []],
  ])('that is %s: %j', async (from, answer, asked) => {
    const services = shop(refundIn(from))
    expect(await refund(services, call(approve))).toMatchObject(answer)
    expect(services.gateway.asked).toStrictEqual(asked)
  })

  test('the decision is stored before the gateway hears of it', async () => {
    const services = shop(refundIn('waiting'), async () => {
      const [stored] = services.store.stored.get(outTradeNo)?.refunds ?? []
      expect(stored).toMatchObject({ state: 'approved', decidedBy: merchant })
      return { kind: 'open', code: 'SYSTEMERROR' }
    })
    expect(await refund(services, call(approve))).toMatchObject({ ok: true, refund: { state: 'approved' } })
    expect(services.gateway.asked).toStrictEqual(['refund'])
  })
})

describe('start a refund without a request', () => {
  test('number and amount are stored before the gateway hears of it; the same request again is the same refund', async () => {
    const services = shop(refundIn('succeeded'), async (sent, deadline) => {
      const stored = services.store.stored.get(outTradeNo)?.refunds[1]
      expect(stored).toMatchObject({ refundId: sent.refundId, amountFen: sent.amountFen, state: 'approved' })
      expect([sent.amountFen, deadline]).toStrictEqual([3460, now + 8_000])
      return { kind: 'accepted', gatewayRefundId: '50000000002026011500000000002' }
    })
    const first = await refund(services, call(start))
    expect(first).toMatchObject({ ok: true, refund: { refundId: `${outTradeNo}R2`, requestedBy: 'merchant' } })
    expect(await refund(services, call(start))).toStrictEqual(first)
    expect(services.gateway.asked).toStrictEqual(['refund'])
  })

  test.each<[what: string, order: Order, data: Refund, refused: string]>([
    ['a fen more than is left', refundIn('waiting'), { ...start, amountFen: fen(3461) }, 'over_refundable'],
    ['of an unpaid order', orders.prepaid, start, 'not_paid'],
    ['of no order', { ...orders.paid, _id: 'WM0OTHER01' }, start, 'not_found'],
    ['approving what is not there', orders.paid, approve, 'refund_not_found'],
  ])('refused: %s', async (_what, order, data, refused) => {
    const services = shop(order)
    expect(await refund(services, call(data))).toStrictEqual({ ok: false, refused })
    expect(services.gateway.asked).toStrictEqual([])
  })
})

describe('above the four-eyes limit', () => {
  const second = 'oSecondMerchant00000000000001'
  const guarded = (order: Order) =>
    memoryServices({ now, orders: [order], merchants: [merchant, second, buyer], gateway: { refund: accepted } })

  test.each<[what: string, order: Order, data: Refund]>([
    ['a request', refundIn('waiting'), approve],
    ['a start', orders.paid, { ...start, amountFen: fen(1000) }],
  ])('%s is sent when a second merchant agrees, not before', async (_what, order, data) => {
    const services = guarded(order)
    expect(await refund(services, call(data), 999)).toMatchObject({
      ok: true,
      refund: { state: 'waiting', firstApproval: { at: now, isMine: true } },
    })
    expect(services.gateway.asked).toStrictEqual([])
    expect(await refund(services, call(approve, second), 999)).toMatchObject({
      ok: true,
      refund: { state: 'processing', firstApproval: { at: now, isMine: false } },
    })
    expect(services.gateway.asked).toStrictEqual(['refund'])
  })

  test('a merchant does not give money back to himself', async () => {
    const services = guarded(refundIn('waiting'))
    const own = { ok: false, refused: 'own_order' }
    expect(await refund(services, call(approve, buyer))).toStrictEqual(own)
    expect(await refund(services, call(start, buyer))).toStrictEqual(own)
    expect(services.gateway.asked).toStrictEqual([])
  })
})

test('a second refund within the minute is decided at once and left to the timer', async () => {
  const services = shop(refundIn('waiting'))
  expect(await refund(services, call(approve))).toMatchObject({ refund: { state: 'processing' } })
  expect(await refund(services, call(start))).toMatchObject({ ok: true, refund: { state: 'approved' } })
  expect(services.gateway.asked).toStrictEqual(['refund'])
})

test.each<[data: Refund]>([[approve], [start]])('only a merchant: %j', async (data) => {
  const order = refundIn('waiting')
  const services = shop(order)
  expect(await refund(services, call(data, buyer))).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
  expect(services.store.stored.get(outTradeNo)).toBe(order)
})
