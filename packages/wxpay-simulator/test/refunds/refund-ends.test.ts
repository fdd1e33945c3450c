import { createDecipheriv, createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RefundEnd } from '../../src/refunds/end-refund.ts'
import type { RefundReceiver } from '../../src/store/refunds.ts'
import { MERCHANT, openTestCore, signedBody } from '../helpers/core.ts'

/** Decrypts req_info. */
function innerMessage(body: string): string {
  const sealed = /<req_info><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? ''
  const key = createHash('md5').update(MERCHANT.apiKey).digest('hex')
  const decipher = createDecipheriv('aes-256-ecb', key, null)
  return decipher.update(sealed, 'base64', 'utf8') + decipher.final('utf8')
}

const MERCHANT_SUCCESS: RefundEnd = { outcome: 'SUCCESS', receivedBy: 'merchant' }
const asked = { out_refund_no: 'R1' }

/** A paid order of 88 fen with a refund of 40 that ended in CHANGE. */
function openChanged(settings = {}) {
  const bench = openTestCore({ settings: { refundDelayMs: 1000, ...settings } })
  bench.paidOrder('ORDER-1')
  bench.core.world.plannedOutcomes.push('CHANGE')
  bench.refund('ORDER-1', 'R1', 40, { notify_url: 'https://example.com/refund' })
  bench.time.now += 1000
  const query = () => bench.call('/pay/refundquery', asked)
  expect(query()).toMatchObject({ refund_status_0: 'CHANGE' })
  return { ...bench, query }
}

describe('after CHANGE a merchant sends the money elsewhere at the platform', () => {
  test.each<[end: RefundEnd, state: object, accounts: object]>([
    ['SUCCESS', { refund_status_0: 'SUCCESS', refund_recv_accout_0: '支付用户的零钱' }, { buyers: -48, refunding: 0 }],
    [
      { outcome: 'SUCCESS', receivedBy: 'buyer-bank-card' },
      { refund_status_0: 'SUCCESS', refund_recv_accout_0: '招商银行信用卡0403' },
      { buyers: -48, refunding: 0 },
    ],
    [
      { outcome: 'SUCCESS', receivedBy: 'merchant' },
      { refund_status_0: 'SUCCESS', refund_recv_accout_0: '商户基本账户' },
      { buyers: -88, refunding: 0 },
    ],
    [
      { outcome: 'SUCCESS', receivedBy: 'merchant-bank-account' },
      { refund_status_0: 'SUCCESS', refund_recv_accout_0: '商户结算银行账户' },
      { buyers: -88, refunding: 0 },
    ],
    ['PROCESSING', { refund_status_0: 'PROCESSING' }, { buyers: -88, refunding: 40 }],
    ['REFUNDCLOSE', { refund_status_0: 'REFUNDCLOSE' }, { buyers: -88, refunding: 0 }],
  ])('%j', (end, state, accounts) => {
    const { core, query } = openChanged()
    core.endRefund('R1', end)
    expect(query()).toMatchObject(state)
    expect(core.world.ledger.balances()).toMatchObject(accounts)
    const notified = core.world.outbox.all().filter(({ kind }) => kind === 'refund')
    expect(notified).toHaveLength(end === 'PROCESSING' ? 1 : 2)
  })

  test('PROCESSING succeeds after the usual delay', () => {
    const { core, query, time } = openChanged()
    core.endRefund('R1', 'PROCESSING')
    time.now += 1000
    expect(query()).toMatchObject({ refund_status_0: 'SUCCESS' })
  })
})

describe('SUCCESS into the merchant’s account', () => {
  test('is used up: it can be planned, is told by query and notification, and cannot be refunded again', () => {
    const { core, call, paidOrder, refund, time } = openTestCore({ settings: { refundDelayMs: 0 } })
    paidOrder('ORDER-1')
    core.world.plannedOutcomes.push({ outcome: 'SUCCESS', receivedBy: 'merchant' })
    refund('ORDER-1', 'R1', 88)
    time.now += 1
    expect(call('/pay/refundquery', asked)).toMatchObject({
      refund_status_0: 'SUCCESS',
      refund_recv_accout_0: '商户基本账户',
    })
    expect(refund('ORDER-1', 'R2', 1)).toMatchObject({ err_code_des: '订单已全额退款' })
  })
})

describe('refund_recv_accout', () => {
  /** https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=9_5, the four forms; 支付用户的零钱 as seen in 2018 */
  test.each<[receivedBy: RefundReceiver, text: string]>([
    ['buyer', '支付用户的零钱'],
    ['buyer-bank-card', '招商银行信用卡0403'],
    ['buyer-mini-fund', '支付用户零钱通'],
    ['merchant', '商户基本账户'],
    ['merchant-bank-account', '商户结算银行账户'],
  ])('%s: %s', (receivedBy, text) => {
    const { core, call, paidOrder, refund, time } = openTestCore({ settings: { refundDelayMs: 1000 } })
    paidOrder('ORDER-1')
    core.world.plannedOutcomes.push({ outcome: 'SUCCESS', receivedBy })
    refund('ORDER-1', 'R1', 88, { notify_url: 'https://example.com/refund' })
    // Nobody knows the plan before it has come true.
    expect(call('/pay/refundquery', asked).refund_recv_accout_0).toBe('支付用户的零钱')
    time.now += 1000
    expect(call('/pay/refundquery', asked).refund_recv_accout_0).toBe(text)
    const inner = innerMessage(core.world.outbox.all().at(-1)?.body ?? '')
    expect(inner).toContain(`<refund_recv_accout><![CDATA[${text.replace('的', '')}]]></refund_recv_accout>`)
  })
})

describe('the bill', () => {
  const bill = (bench: ReturnType<typeof openTestCore>) => {
    const common = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId, nonce_str: 'n', bill_date: '20261120' }
    return bench.send('/pay/downloadbill', signedBody({ ...common, bill_type: 'REFUND' })).body.toString()
  }

  test('has the state of 09:00 of the next day, whatever becomes of the refund later', () => {
    const bench = openChanged()
    bench.time.now = Date.parse('2026-11-21T10:00:00+08:00')
    expect(bill(bench)).toContain('`ORIGINAL,`CHANGE,')
    bench.core.endRefund('R1', 'SUCCESS')
    expect(bill(bench)).toContain('`ORIGINAL,`CHANGE,')
  })

  test('has the last state before that, and the time of a success', () => {
    const bench = openChanged()
    bench.time.now = Date.parse('2026-11-20T18:00:00+08:00')
    bench.core.endRefund('R1', MERCHANT_SUCCESS)
    bench.time.now = Date.parse('2026-11-21T10:00:00+08:00')
    expect(bill(bench)).toMatch(/`2026-11-20 12:00:00,`2026-11-20 18:00:00,.*`ORIGINAL,`SUCCESS,/)
  })

  test('has refunds of the platform', () => {
    const bench = openTestCore({ settings: { refundDelayMs: 0 } })
    bench.paidOrder('ORDER-1')
    const { refundId } = bench.core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: 8, outRefundNo: 'BYHAND-1' })
    bench.time.now = Date.parse('2026-11-21T10:00:00+08:00')
    expect(bill(bench)).toContain(`\`${refundId},\`BYHAND-1,\`0.08,`)
  })
})

describe('a refund at the platform', () => {
  test('is in refundquery and in the totals, and is notified only where the platform knows an address', () => {
    const { core, call, paidOrder, refund, time } = openTestCore({ settings: { refundDelayMs: 0 } })
    paidOrder('ORDER-1')
    const made = core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: 80 })
    expect(made).toMatchObject({
      source: 'VENDOR_PLATFORM',
      refundFen: 80,
      outRefundNo: expect.stringMatching(/^\d{29}$/),
    })
    time.now += 1
    expect(call('/pay/refundquery', { out_trade_no: 'ORDER-1' })).toMatchObject({
      ...{ out_refund_no_0: made.outRefundNo, refund_fee_0: '80', refund_status_0: 'SUCCESS' },
    })
    expect(refund('ORDER-1', 'R1', 9)).toMatchObject({ err_code_des: '可退款的余额不足' })
    expect(core.world.outbox.all().filter(({ kind }) => kind === 'refund')).toEqual([])
    core.changeSettings({ platformNotifyUrl: 'https://example.com/platform' })
    core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: 8, outRefundNo: 'BYHAND-1' })
    time.now += 1
    call('/pay/refundquery', { out_trade_no: 'ORDER-1' })
    expect(core.world.outbox.all().filter(({ kind }) => kind === 'refund')).toMatchObject([
      { url: 'https://example.com/platform', outRefundNo: 'BYHAND-1' },
    ])
  })

  test.each([
    ['more than is left', 'ORDER-1', 89, undefined, 'ERROR: 可退款的余额不足'],
    ['no such order', 'ORDER-2', 1, undefined, 'there is no paid order ORDER-2'],
    ['a number with a blank', 'ORDER-1', 1, 'a b', 'not a refund number'],
    ['a number that is taken', 'ORDER-1', 1, 'R1', 'refund R1 is there already'],
  ])('is refused: %s', (_what, outTradeNo, refundFen, outRefundNo, message) => {
    const { core, paidOrder, refund } = openTestCore()
    paidOrder('ORDER-1')
    refund('ORDER-1', 'R1', 1)
    const number = outRefundNo === undefined ? {} : { outRefundNo }
    expect(() => core.refundAtPlatform({ outTradeNo, refundFen, ...number })).toThrow(message)
  })
})

describe('SUCCESS after REFUNDCLOSE is a misbehaviour', () => {
  const close = (settings = {}) => {
    const bench = openChanged(settings)
    bench.core.endRefund('R1', 'REFUNDCLOSE')
    return bench
  }

  test('off by default', () => {
    expect(() => close().core.endRefund('R1', 'SUCCESS')).toThrow('closedRefundsMaySucceed')
  })

  test('a setting allows it, never beyond what was paid', () => {
    const { core, query, refund } = close({ closedRefundsMaySucceed: true })
    refund('ORDER-1', 'R2', 49)
    expect(() => core.endRefund('R1', 'SUCCESS')).toThrow('would pay out more than was paid')
    const other = close({ closedRefundsMaySucceed: true })
    other.core.endRefund('R1', 'SUCCESS')
    expect(other.query()).toMatchObject({ refund_status_0: 'SUCCESS' })
    expect(query()).toMatchObject({ refund_status_0: 'REFUNDCLOSE' })
  })
})
