import { approveRefund, fen, type RefundState } from '@stack/order'
import type { Gateway } from '@stack/shop'
import { buyer, memoryServices, merchant, noon, refundAnswer, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { type SettleRefundManually, settleRefundManually } from './settle-refund-manually.ts'

type Answer = Awaited<ReturnType<Gateway['queryRefund']>>

const now = noon + 3_600_000
const data = {
  ...{ outTradeNo: 'WM0SAMPLE1', refundId: 'WM0SAMPLE1R1', note: '已用银行转账退回' },
  ...{ isFact: false, hasFetchedBack: false },
}
const unknown: Answer = { kind: 'refund_not_found' }
const unreachable: Answer = { kind: 'open', code: 'SYSTEMERROR' }

function shop(from: RefundState, queryRefund?: () => Promise<Answer>) {
  const gateway = queryRefund === undefined ? {} : { queryRefund }
  const services = memoryServices({ now, orders: [refundIn(from)], merchants: [merchant], gateway })
  const settle = (changes: Partial<SettleRefundManually> = {}, openid = merchant) => {
    const call = { openid, clientIp: '203.0.113.7', deadline: now + 8_000, data: { ...data, ...changes } }
    return settleRefundManually(services, call)
  }
  return { services, settle, stored: () => services.store.stored.get('WM0SAMPLE1')?.refunds[0] }
}

describe('a decision to pay outside WeChat', () => {
  // biome-ignore format: one row is one answer of WeChat
  test.each<[from: RefundState, answer: Answer, outcome: string, state: RefundState]>([
    ['refused',              unknown,                              'ok',                  'settled-manually'],
    ['refused',              refundAnswer('closed'),               'ok',                  'settled-manually'],
    ['refused',              refundAnswer('returned-to-merchant'), 'ok',                  'settled-manually'],
    ['refused',              refundAnswer('processing'),           'known_at_gateway',    'processing'],
    ['refused',              refundAnswer('succeeded'),            'known_at_gateway',    'succeeded'],
    ['refused',              refundAnswer('abnormal'),             'fetch_back_first',    'abnormal'],
    ['refused',              refundAnswer('succeeded', { amountFen: fen(999) }), 'known_at_gateway', 'refused'],
    ['refused',              unreachable,                          'gateway_unreachable', 'refused'],
    ['refused',              { kind: 'refused', code: 'NOAUTH', message: '' }, 'gateway_refused', 'refused'],
    ['abnormal',             refundAnswer('abnormal'),             'fetch_back_first',    'abnormal'],
    ['abnormal',             refundAnswer('returned-to-merchant'), 'ok',                  'settled-manually'],
    ['abnormal',             refundAnswer('succeeded'),            'known_at_gateway',    'succeeded'],
    ['closed',               refundAnswer('closed'),               'ok',                  'settled-manually'],
    ['closed',               refundAnswer('succeeded'),            'known_at_gateway',    'succeeded'],
    ['returned-to-merchant', refundAnswer('returned-to-merchant'), 'ok',                  'settled-manually'],
  ])('%s, %j: %s', async (from, answer, outcome, state) => {
    const { settle, stored } = shop(from, async () => answer)
    const settled = await settle()
    expect(settled.ok ? 'ok' : settled.refused).toBe(outcome)
    expect(stored()?.state).toBe(state)
  })

  test('after CHANGE is taken once the merchant has fetched the money back, and is followed on', async () => {
    const { settle, stored } = shop('abnormal', async () => refundAnswer('abnormal'))
    expect(await settle({ hasFetchedBack: true })).toMatchObject({ ok: true, refund: { state: 'settled-manually' } })
    expect(stored()).toMatchObject({ followedSince: expect.any(Number) })
  })

  test.each<RefundState>(['waiting', 'withdrawn', 'rejected', 'approved', 'processing', 'succeeded', 'abandoned'])(
    '%s: nothing to settle, and WeChat is not asked',
    async (from) => {
      const { settle, services } = shop(from)
      expect(await settle()).toStrictEqual({ ok: false, refused: 'not_refused' })
      expect(services.gateway.asked).toStrictEqual([])
    },
  )

  test('loses against another merchant who sends it again while WeChat is asked', async () => {
    const { settle, services, stored } = shop('refused', async () => {
      await services.store.change('WM0SAMPLE1', (order) =>
        approveRefund(order, { refundId: data.refundId, by: 'oSecond' }, now),
      )
      return unknown
    })
    expect(await settle()).toStrictEqual({ ok: false, refused: 'not_refused' })
    expect(stored()?.state).toBe('approved')
  })

  test('twice is once: WeChat is not asked again', async () => {
    const { settle, services } = shop('refused', async () => unknown)
    await settle()
    expect(await settle({ note: '另一句' })).toMatchObject({
      ok: true,
      refund: { ended: { note: '已用银行转账退回' } },
    })
    expect(services.gateway.asked).toStrictEqual(['queryRefund'])
  })
})

describe('the fact that a merchant has paid outside WeChat', () => {
  test.each<[from: RefundState, state: RefundState]>([
    ['waiting', 'settled-manually'],
    ['approved', 'settled-manually'],
    ['processing', 'settled-manually'],
    ['abnormal', 'settled-manually'],
    ['abandoned', 'settled-manually'],
    ['succeeded', 'refunded-twice'],
  ])('%s: recorded as %s without a question', async (from, state) => {
    const { settle, services } = shop(from)
    expect(await settle({ isFact: true })).toMatchObject({
      ok: true,
      refund: { state },
    })
    expect(services.gateway.asked).toStrictEqual([])
    expect(services.logged.at(-1)?.level).toBe(state === 'refunded-twice' ? 'error' : 'info')
  })
})

// biome-ignore format: one row is one caller
test.each([
  ['its buyer',         buyer,    {},                          'not_a_merchant'],
  ['an unknown order',  merchant, { outTradeNo: 'WM0NONE00' }, 'not_found'],
  ['an unknown refund', merchant, { refundId: 'WM0NOPER9' },   'refund_not_found'],
])('%s: refused, decision and fact', async (_, openid, changes, refused) => {
  const { settle } = shop('refused')
  expect(await settle(changes, openid)).toStrictEqual({ ok: false, refused })
  expect(await settle({ ...changes, isFact: true }, openid)).toStrictEqual({ ok: false, refused })
})
