import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { yuan, yuanOfFee } from '../../src/bill/write-bill.ts'
import { readXml } from '../../src/wire/read-xml.ts'
import { MERCHANT, openTestCore, signedBody, type Values } from '../helpers/core.ts'

const NEXT_MORNING = Date.parse('2026-11-21T10:00:00+08:00')

function openBench() {
  const bench = openTestCore()
  const bill = (values: Values = {}) => {
    const common = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId, nonce_str: 'n', bill_date: '20261120' }
    return bench.send('/pay/downloadbill', signedBody({ ...common, ...values })).body
  }
  const refusal = (values: Values = {}) => Object.fromEntries(readXml(bill(values).toString()) ?? [])
  return { ...bench, bill, refusal }
}

/** Two payments and a refund on one day, a second refund after its midnight. */
function trade({ paidOrder, refund, time }: ReturnType<typeof openBench>) {
  const first = paidOrder('ORDER-1', { total_fee: '10000', body: '大米,5斤', attach: '门店`1', device_info: 'WEB' })
  time.now += 60_000
  const second = paidOrder('ORDER-2')
  time.now += 60_000
  const r1 = refund('ORDER-1', 'R1', 2500, { total_fee: '10000' }).refund_id
  time.now = Date.parse('2026-11-21T00:00:00+08:00')
  refund('ORDER-2', 'R2', 88)
  time.now = NEXT_MORNING
  return { first, second, r1 }
}

describe('a bill, byte for byte', () => {
  test('ALL', () => {
    const bench = openBench()
    const { first, second, r1 } = trade(bench)
    expect(bench.bill()).toBe(
      [
        '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
        `\`2026-11-20 12:00:00,\`wxd930ea5d5a258f4f,\`10000100,\`0,\`WEB,\`${first},\`ORDER-1,\`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`100.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`大米,5斤,\`门店\`1,\`0.60000,\`0.60%,\`100.00,\`0.00,\``,
        `\`2026-11-20 12:01:00,\`wxd930ea5d5a258f4f,\`10000100,\`0,\`,\`${second},\`ORDER-2,\`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`0.88,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`腾讯充值中心-QQ会员充值,\`,\`0.01000,\`0.60%,\`0.88,\`0.00,\``,
        `\`2026-11-20 12:02:00,\`wxd930ea5d5a258f4f,\`10000100,\`0,\`WEB,\`${first},\`ORDER-1,\`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,\`JSAPI,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`${r1},\`R1,\`25.00,\`0.00,\`ORIGINAL,\`SUCCESS,\`大米,5斤,\`门店\`1,\`-0.15000,\`0.60%,\`0.00,\`25.00,\``,
        '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
        '`3,`100.88,`25.00,`0.00,`0.46000,`100.88,`25.00',
        '',
      ].join('\r\n'),
    )
  })

  test('REFUND', () => {
    const bench = openBench()
    const { first, r1 } = trade(bench)
    expect(bench.bill({ bill_type: 'REFUND' })).toBe(
      [
        '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
        `\`2026-11-20 12:00:00,\`wxd930ea5d5a258f4f,\`10000100,\`0,\`WEB,\`${first},\`ORDER-1,\`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,\`JSAPI,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`2026-11-20 12:02:00,\`2026-11-20 12:02:03,\`${r1},\`R1,\`25.00,\`0.00,\`ORIGINAL,\`SUCCESS,\`大米,5斤,\`门店\`1,\`-0.15000,\`0.60%,\`0.00,\`25.00,\``,
        '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
        '`1,`0.00,`25.00,`0.00,`-0.15000,`0.00,`25.00',
        '',
      ].join('\r\n'),
    )
  })

  test('SUCCESS', () => {
    const bench = openBench()
    const { second } = trade(bench)
    const lines = bench.bill({ bill_type: 'SUCCESS' }).toString().split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注',
    )
    expect(lines[2]).toBe(
      `\`2026-11-20 12:01:00,\`wxd930ea5d5a258f4f,\`10000100,\`0,\`,\`${second},\`ORDER-2,\`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`0.88,\`0.00,\`腾讯充值中心-QQ会员充值,\`,\`0.01000,\`0.60%,\`0.88,\``,
    )
    expect(lines.slice(-2)).toEqual(['`2,`100.88,`0.00,`0.00,`0.61000,`100.88,`0.00', ''])
  })

  test('GZIP is the same text', () => {
    const bench = openBench()
    trade(bench)
    const zipped = bench.bill({ tar_type: 'GZIP' })
    expect(gunzipSync(zipped as Buffer).toString()).toBe(bench.bill())
  })

  test("the next day's bill has the refund of that day", () => {
    const bench = openBench()
    trade(bench)
    bench.time.now = Date.parse('2026-11-22T10:00:00+08:00')
    const lines = bench.bill({ bill_date: '20261121' }).toString().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[3]).toBe('`1,`0.00,`0.88,`0.00,`-0.01000,`0.00,`0.88')
  })
})

describe('the state of a refund in a bill', () => {
  test('is the one at 09:00 of the next day and never changes', () => {
    const bench = openBench()
    bench.paidOrder('ORDER-1')
    bench.core.changeSettings({ refundDelayMs: 24 * 3_600_000 })
    bench.refund('ORDER-1', 'R1', 88)
    bench.time.now = Date.parse('2026-11-25T10:00:00+08:00')
    expect(bench.call('/pay/refundquery', { out_refund_no: 'R1' }).refund_status_0).toBe('SUCCESS')
    expect(bench.bill()).toContain('`ORIGINAL,`PROCESSING,')
  })
})

describe('when there is a bill', () => {
  const NONE = { return_code: 'FAIL', return_msg: 'No Bill Exist', error_code: '20002' }

  test.each([
    ['a day without trades', '2026-11-21T10:00:00+08:00', '20261119', 'ALL', NONE],
    ['the day itself', '2026-11-20T23:59:59+08:00', '20261120', 'ALL', NONE],
    [
      'the next day before 10:00',
      '2026-11-21T09:59:59+08:00',
      '20261120',
      'ALL',
      { ...NONE, return_msg: 'Bill Creating' },
    ],
    ['three months later', '2027-02-21T10:00:00+08:00', '20261120', 'ALL', NONE],
    ['a day without refunds', '2026-11-21T10:00:00+08:00', '20261120', 'REFUND', NONE],
    ['coupons, which are not simulated', '2026-11-21T10:00:00+08:00', '20261120', 'RECHARGE_REFUND', NONE],
  ])('%s', (_, now, bill_date, bill_type, expected) => {
    const { paidOrder, refusal, time } = openBench()
    paidOrder('ORDER-1')
    time.now = Date.parse(now)
    expect(refusal({ bill_date, bill_type })).toEqual(expected)
  })

  test.each(['2026-11-21T10:00:00+08:00', '2027-02-20T23:59:59+08:00'])('at %s it is there', (now) => {
    const { paidOrder, bill, time } = openBench()
    paidOrder('ORDER-1')
    time.now = Date.parse(now)
    expect(bill()).toContain('`ORDER-1,')
  })
})

test('the hour at which bills are ready can be moved', () => {
  const { core, paidOrder, refusal, bill, time } = openBench()
  paidOrder('ORDER-1')
  core.changeSettings({ billReadyAfterMs: 15 * 3_600_000 })
  time.now = Date.parse('2026-11-21T14:59:59+08:00')
  expect(refusal()).toMatchObject({ return_msg: 'Bill Creating', error_code: '20002' })
  time.now += 1_000
  expect(bill()).toContain('`ORDER-1,')
})

test('a line break in a product name does not break the row', () => {
  const { paidOrder, bill, time } = openBench()
  paidOrder('ORDER-1', { body: '大米\r\n5斤' })
  time.now = NEXT_MORNING
  expect(bill()).toContain('`大米 5斤,`')
})

test.each([
  [0, '0.00'],
  [1, '0.01'],
  [-2, '-0.02'],
  [100, '1.00'],
  [-12345, '-123.45'],
])('yuan(%i) is %s', (fen, text) => {
  expect(yuan(fen)).toBe(text)
  expect(yuanOfFee(fen)).toBe(`${text}000`)
})
