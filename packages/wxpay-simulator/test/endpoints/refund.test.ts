import { describe, expect, test } from 'vitest'
import { readXml } from '../../src/wire/read-xml.ts'
import { DAY_MS, MERCHANT, openTestCore, signedBody, type Values } from '../helpers/core.ts'

const ORDER = 'ORDER-1'
const codeOf = (answer: Values) => `${answer.err_code} ${answer.err_code_des}`

describe('refund', () => {
  test('the same number again: the same refund_id, and the money moves once', () => {
    const { paidOrder, refund, core } = openTestCore()
    paidOrder(ORDER)
    const first = refund(ORDER, 'R1', 30)
    const again = refund(ORDER, 'R1', 30, { nonce_str: 'n1' })
    expect(again).toMatchObject({ result_code: 'SUCCESS', refund_id: first.refund_id, refund_fee: '30' })
    expect(core.world.refunds.totals(ORDER)).toMatchObject({ count: 1, refundedFen: 30 })
  })

  test('by transaction_id alone', () => {
    const { paidOrder, refund } = openTestCore()
    const transactionId = paidOrder(ORDER)
    expect(refund('', 'R1', 88, { transaction_id: transactionId })).toMatchObject({
      result_code: 'SUCCESS',
      out_trade_no: ORDER,
      cash_refund_fee: '88',
    })
  })

  test.each([
    ['another amount under the same number', 'R1', 31, {}, 'REFUND_FEE_MISMATCH 订单金额或退款金额不一致'],
    ['another total', 'R2', 10, { total_fee: '89' }, 'REFUND_FEE_MISMATCH 订单金额或退款金额不一致'],
    ['nothing', 'R2', 0, {}, 'PARAM_ERROR invalid refund_fee'],
    ['less than nothing', 'R2', -1, {}, 'PARAM_ERROR invalid refund_fee'],
    ['more than is left', 'R2', 59, {}, 'ERROR 可退款的余额不足'],
    ['all that is left', 'R2', 58, {}, 'undefined undefined'],
  ])('after 30 of 88: %s', (_, outRefundNo, fee, values, expected) => {
    const { paidOrder, refund } = openTestCore()
    paidOrder(ORDER)
    refund(ORDER, 'R1', 30)
    expect(codeOf(refund(ORDER, outRefundNo, fee, values))).toBe(expected)
  })

  test("another order's number", () => {
    const { paidOrder, refund } = openTestCore()
    paidOrder(ORDER)
    paidOrder('ORDER-2')
    refund(ORDER, 'R1', 30)
    expect(refund('ORDER-2', 'R1', 30).err_code).toBe('REFUND_FEE_MISMATCH')
  })

  test('a fully refunded order', () => {
    const { paidOrder, refund } = openTestCore()
    paidOrder(ORDER)
    refund(ORDER, 'R1', 88)
    expect(codeOf(refund(ORDER, 'R2', 1))).toBe('ERROR 订单已全额退款')
  })

  test('the 51st part', () => {
    const { paidOrder, refund } = openTestCore()
    paidOrder(ORDER)
    for (let part = 1; part <= 50; part += 1) expect(refund(ORDER, `R${part}`, 1).result_code).toBe('SUCCESS')
    expect(codeOf(refund(ORDER, 'R51', 1))).toBe('ERROR 每个支付订单的部分退款次数不能超过50次')
  })

  test('a year after the payment', () => {
    const { paidOrder, refund, time } = openTestCore()
    paidOrder(ORDER)
    time.now += 365 * DAY_MS
    expect(refund(ORDER, 'R1', 1).result_code).toBe('SUCCESS')
    time.now += 1
    expect(codeOf(refund(ORDER, 'R2', 1))).toBe('TRADE_OVERDUE 订单已经超过退款期限')
  })

  test('a balance that is too low, and after a top-up the same number', () => {
    const { paidOrder, refund, core, time } = openTestCore()
    paidOrder(ORDER)
    const move = (amountFen: number, kind: 'withdrawal' | 'top-up') =>
      core.atomically(() =>
        core.world.ledger.book({
          at: time.now,
          kind,
          outTradeNo: null,
          outRefundNo: null,
          amounts: { outside: -amountFen, merchant: amountFen },
        }),
      )
    move(-1, 'withdrawal')
    expect(codeOf(refund(ORDER, 'R1', 88))).toBe('NOTENOUGH 基本账户余额不足，请充值后重新发起')
    move(1, 'top-up')
    expect(refund(ORDER, 'R1', 88).result_code).toBe('SUCCESS')
    expect(core.world.ledger.balance('merchant')).toBe(0)
  })
})

describe('the client certificate', () => {
  const body = signedBody({
    appid: MERCHANT.appId,
    mch_id: MERCHANT.mchId,
    nonce_str: 'n',
    out_trade_no: ORDER,
    out_refund_no: 'R1',
    total_fee: '88',
    refund_fee: '88',
  })
  const request = { method: 'POST', path: '/secapi/pay/refund', body }

  test('missing or foreign: a page, also where the body is nonsense', () => {
    const { core } = openTestCore()
    expect(core.handle(request)).toMatchObject({ status: 400 })
    const foreign = { presented: true, authorized: false, commonName: MERCHANT.mchId }
    const page = core.handle({ ...request, body: Buffer.alloc(0), peerCertificate: foreign })
    expect(page.body).toContain('<head><title>400 The SSL certificate error</title></head>')
  })

  test("another merchant's", () => {
    const { core } = openTestCore()
    const peerCertificate = { presented: true, authorized: true, commonName: '1600000000' }
    const answer = readXml(core.handle({ ...request, peerCertificate }).body.toString())
    expect(answer?.get('err_code')).toBe('CERT_ERROR')
  })

  test('the other endpoints ask for none', () => {
    const { core } = openTestCore()
    expect(core.handle({ ...request, path: '/pay/closeorder' }).status).toBe(200)
  })
})

describe('how refunds end', () => {
  test.each(['SUCCESS', 'CHANGE', 'REFUNDCLOSE'] as const)('%s', async (outcome) => {
    const { paidOrder, refund, call, core, time } = openTestCore()
    paidOrder(ORDER)
    core.world.plannedOutcomes.push(outcome)
    refund(ORDER, 'R1', 88, { notify_url: 'https://example.com/refund' })
    const query = () => call('/pay/refundquery', { out_refund_no: 'R1' })
    expect(query()).toMatchObject({ refund_status_0: 'PROCESSING' })
    expect(core.nextDueAt()).toBe(time.now) // the payment's notification
    await core.runDue(time.now)
    expect(core.nextDueAt()).toBe(time.now + 3000)
    time.now += 3000
    await core.runDue(time.now)
    expect(query().refund_status_0).toBe(outcome)
    expect(query().refund_success_time_0).toBe(outcome === 'SUCCESS' ? '2026-11-20 12:00:03' : undefined)
    expect(core.world.outbox.all().map((told) => [told.kind, told.outcome])).toEqual([
      ['pay', 'acknowledged'],
      ['refund', 'acknowledged'],
    ])
  })

  test('REFUNDCLOSE gives the money back to the merchant, who can refund it under a new number', () => {
    const { paidOrder, refund, core, time } = openTestCore()
    paidOrder(ORDER)
    core.world.plannedOutcomes.push('REFUNDCLOSE')
    refund(ORDER, 'R1', 88)
    time.now += 3000
    expect(refund(ORDER, 'R2', 88).result_code).toBe('SUCCESS')
    expect(core.world.ledger.balances()).toEqual({ buyers: -88, fees: 0, merchant: 0, refunding: 88 })
  })

  test('no notify_url, no notification', async () => {
    const { paidOrder, refund, core, time } = openTestCore()
    paidOrder(ORDER)
    refund(ORDER, 'R1', 88)
    time.now += 3000
    await core.runDue(time.now)
    expect(core.world.outbox.all().map((told) => told.kind)).toEqual(['pay'])
  })
})

describe('refundquery', () => {
  test('refund_id goes before out_refund_no, that before transaction_id, that before out_trade_no', () => {
    const { paidOrder, refund, call } = openTestCore()
    const transactionId = paidOrder(ORDER)
    paidOrder('ORDER-2')
    const refundId = refund(ORDER, 'R1', 1).refund_id ?? ''
    refund(ORDER, 'R2', 2)
    refund('ORDER-2', 'R3', 3)
    const all = { refund_id: refundId, out_refund_no: 'R2', transaction_id: transactionId, out_trade_no: 'ORDER-2' }
    const { refund_id, ...byNumber } = all
    const { out_refund_no, ...byTransaction } = byNumber
    const { transaction_id, ...byOrder } = byTransaction
    expect(call('/pay/refundquery', all)).toMatchObject({ refund_count: '1', out_refund_no_0: 'R1' })
    expect(call('/pay/refundquery', byNumber)).toMatchObject({ refund_count: '1', out_refund_no_0: 'R2' })
    expect(call('/pay/refundquery', byTransaction)).toMatchObject({ refund_count: '2', refund_fee: '3' })
    expect(call('/pay/refundquery', byOrder)).toMatchObject({ refund_count: '1', out_refund_no_0: 'R3' })
  })

  test('ten at a time from offset; more than twenty only by number', () => {
    const { paidOrder, refund, call } = openTestCore()
    paidOrder(ORDER)
    for (let part = 1; part <= 12; part += 1) refund(ORDER, `R${part}`, 1)
    expect(call('/pay/refundquery', { out_trade_no: ORDER })).toMatchObject({
      refund_count: '10',
      out_refund_no_9: 'R10',
    })
    expect(call('/pay/refundquery', { out_trade_no: ORDER, offset: '10' })).toMatchObject({
      refund_count: '2',
      total_refund_count: '12',
      out_refund_no_0: 'R11',
    })
    expect(call('/pay/refundquery', { out_trade_no: ORDER, offset: '12' }).err_code).toBe('REFUNDNOTEXIST')
    for (let part = 13; part <= 21; part += 1) refund(ORDER, `R${part}`, 1)
    expect(call('/pay/refundquery', { out_trade_no: ORDER }).err_code).toBe('PARAM_ERROR')
    expect(call('/pay/refundquery', { out_refund_no: 'R21' }).result_code).toBe('SUCCESS')
  })
})
