import { describe, expect, test } from 'vitest'
import { verifySign } from '../../src/index.ts'
import { captureRejection } from '../helpers/capture.ts'
import { answer, fakeGateway, refusal } from '../helpers/fake-gateway.ts'
import { merchant } from '../helpers/merchant.ts'
import { notification, orderQueryAnswer, unifiedOrderAnswer } from '../helpers/vectors.ts'

const outTradeNo = '20150806125346'
const order = {
  outTradeNo,
  totalFee: 88,
  body: '腾讯充值中心-QQ会员充值',
  notifyUrl: 'https://example.com/pay-notify',
  spbillCreateIp: '123.12.12.123',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
}
const placed = answer(unifiedOrderAnswer)

describe('unifiedOrder', () => {
  test('sends a signed order', async () => {
    const { client, requests } = fakeGateway([placed], { nonce: () => 'n'.repeat(32) })
    const timeStart = Date.parse('2025-12-31T16:00:00Z')
    await client.unifiedOrder({ ...order, attach: 'a<b>&]]>', timeStart, timeExpire: timeStart + 1_800_000 })
    const { sign, ...unsigned } = requests[0]?.fields ?? {}
    expect(unsigned).toStrictEqual({
      appid: 'wxd930ea5d5a258f4f',
      mch_id: '10000100',
      nonce_str: 'n'.repeat(32),
      sign_type: 'HMAC-SHA256',
      out_trade_no: outTradeNo,
      total_fee: '88',
      body: '腾讯充值中心-QQ会员充值',
      notify_url: 'https://example.com/pay-notify',
      spbill_create_ip: '123.12.12.123',
      trade_type: 'JSAPI',
      openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
      attach: 'a<b>&]]>',
      time_start: '20260101000000',
      time_expire: '20260101003000',
    })
    expect(sign).toHaveLength(64)
    expect(verifySign({ ...unsigned, sign: sign ?? '' }, merchant)).toBe(true)
    expect(requests[0]).toMatchObject({
      url: 'https://api.mch.weixin.qq.com/pay/unifiedorder',
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      withCertificate: false,
    })
  })

  test('gives the prepay id', async () => {
    const { client } = fakeGateway([placed])
    expect(await client.unifiedOrder(order)).toStrictEqual({
      prepayId: 'wx15181735729371b4393402634942bc0000',
      tradeType: 'JSAPI',
    })
  })

  test('NATIVE gives the address of the QR code', async () => {
    const { client } = fakeGateway([
      answer({ ...unifiedOrderAnswer, trade_type: 'NATIVE', code_url: 'weixin://wxpay/bizpayurl?pr=abcdefg' }),
      answer({ ...unifiedOrderAnswer, trade_type: 'NATIVE' }),
    ])
    const native = { ...order, tradeType: 'NATIVE', productId: 'p1' } as const
    expect(await client.unifiedOrder(native)).toMatchObject({ codeUrl: 'weixin://wxpay/bizpayurl?pr=abcdefg' })
    expect(await captureRejection(client.unifiedOrder(native))).toMatchObject({ code: 'MISSING_FIELD' })
  })

  test.each([
    ['another trade type', { trade_type: 'APP' }, 'ORDER_MISMATCH'],
    ['no prepay id', { prepay_id: '' }, 'MISSING_FIELD'],
    ['an impossible prepay id', { prepay_id: 'a b' }, 'BAD_FIELD'],
  ])('an answer with %s leaves the outcome open', async (_name, change, code) => {
    const { client, requests } = fakeGateway([answer({ ...unifiedOrderAnswer, ...change })])
    const error = await captureRejection(client.unifiedOrder(order))
    expect(error).toMatchObject({ code, kind: 'protocol', outcome: 'unknown', retryable: false })
    expect(requests).toHaveLength(1)
  })
})

/** The fields that the gateway sends in each state; seen in answers of 2018 to 2023. */
const { return_code: _r, result_code: _c, nonce_str: _n, ...paidFields } = notification
describe('orderQuery', () => {
  const unpaid = { out_trade_no: outTradeNo }
  test.each([
    [
      'SUCCESS',
      { ...paidFields, cash_fee_type: 'CNY' },
      '支付成功',
      {
        totalFee: 88,
        cashFee: 88,
        transactionId: '4200000478201912254663157927',
        timeEnd: Date.parse('2014-10-30T05:35:25Z'),
      },
    ],
    ['REFUND', { ...paidFields, attach: '' }, '订单发生过退款，退款详情请查询退款单', { totalFee: 88, coupons: [] }],
    ['NOTPAY', { ...unpaid, device_info: '', total_fee: '88' }, '订单未支付', { totalFee: 88 }],
    ['NOTPAY', unpaid, '订单未支付', { outTradeNo }],
    ['CLOSED', { ...unpaid, attach: '' }, '订单已关闭', { outTradeNo }],
    ['USERPAYING', unpaid, '需要用户输入支付密码', { outTradeNo }],
    ['PAYERROR', unpaid, '支付失败', { outTradeNo }],
    ['REVOKED', unpaid, '订单已撤销', { outTradeNo }],
    ['ACCEPT', unpaid, '已接收，等待扣款', { outTradeNo }],
  ])('%s', async (tradeState, fields, desc, expected) => {
    const { client, requests } = fakeGateway([answer({ ...fields, trade_state: tradeState, trade_state_desc: desc })])
    expect(await client.orderQuery({ outTradeNo })).toMatchObject({ tradeState, tradeStateDesc: desc, ...expected })
    expect(requests[0]).toMatchObject({
      url: 'https://api.mch.weixin.qq.com/pay/orderquery',
      fields: { out_trade_no: outTradeNo },
      withCertificate: false,
    })
  })

  test('an unknown number', async () => {
    const { client } = fakeGateway([refusal('ORDERNOTEXIST', 'order not exist')])
    const error = await captureRejection(client.orderQuery({ outTradeNo }))
    expect(error).toMatchObject({ code: 'ORDERNOTEXIST', kind: 'business', outcome: 'known', retryable: false })
    expect(error.message).toBe(
      '[wxpay-core] orderquery was refused: err_code "ORDERNOTEXIST", err_code_des "order not exist"',
    )
  })

  test.each([
    ['an unknown state', { ...orderQueryAnswer, trade_state: 'NEW' }, 'BAD_FIELD'],
    ['another order', { ...orderQueryAnswer, out_trade_no: '20150806125347' }, 'ORDER_MISMATCH'],
    ['paid without a payment', { ...orderQueryAnswer, trade_state: 'SUCCESS' }, 'MISSING_FIELD'],
    ['paid with sums that differ', { ...paidFields, trade_state: 'SUCCESS', cash_fee: '89' }, 'INCONSISTENT_FIELDS'],
  ])('does not believe %s', async (_name, fields, code) => {
    const { client } = fakeGateway([answer(fields)])
    expect(await captureRejection(client.orderQuery({ outTradeNo }))).toMatchObject({ code, outcome: 'unknown' })
  })

  // biome-ignore format: one row is one answer
  test.each<[what: string, change: Record<string, string>, code: string, reported: object]>([
    ['another currency', { trade_state: 'SUCCESS', fee_type: 'USD' }, 'BAD_FIELD', { fee_type: 'USD', total_fee: '88' }],
    ['time_end with dashes', { trade_state: 'REFUND', time_end: '2014-10-30 13:35:25' }, 'BAD_FIELD', { time_end: '2014-10-30 13:35:25' }],
    ['sums that differ', { trade_state: 'SUCCESS', cash_fee: '89' }, 'INCONSISTENT_FIELDS', { cash_fee: '89' }],
    ['no bank', { trade_state: 'SUCCESS', bank_type: '' }, 'MISSING_FIELD', { total_fee: '88' }],
  ])('paid, but not readable as fen: %s; the error holds what WeChat said', async (_what, change, code, reported) => {
    const { client } = fakeGateway([answer({ ...paidFields, ...change })])
    const error = await captureRejection(client.orderQuery({ outTradeNo }))
    const signedPayment = { outTradeNo, transactionId: '4200000478201912254663157927', reported }
    expect(error).toMatchObject({ code, outcome: 'unknown', retryable: false, signedPayment })
    expect(JSON.stringify(error)).not.toContain(notification.openid)
    expect(error.raw).toContain('total_fee')
  })

  test.each<[what: string, fields: Record<string, string>]>([
    ['another order', { ...paidFields, trade_state: 'SUCCESS', fee_type: 'USD', out_trade_no: '20150806125347' }],
    ['an unpaid order in another currency', { ...orderQueryAnswer, fee_type: 'USD' }],
    ['an unknown state', { ...paidFields, trade_state: 'NEW' }],
  ])('%s is no payment', async (_what, fields) => {
    const { client } = fakeGateway([answer(fields)])
    expect((await captureRejection(client.orderQuery({ outTradeNo }))).signedPayment).toBeUndefined()
  })

  test("by WeChat's number", async () => {
    const transactionId = '4200000478201912254663157927'
    const { client, requests } = fakeGateway([answer({ ...paidFields, trade_state: 'SUCCESS' })])
    expect(await client.orderQuery({ transactionId })).toMatchObject({ outTradeNo })
    expect(requests[0]?.fields).toMatchObject({ transaction_id: transactionId })
    expect(await captureRejection(client.orderQuery({ transactionId: '1' }))).toMatchObject({ code: 'ORDER_MISMATCH' })
  })
})

describe('closeOrder', () => {
  test('closed, closed before, or never there: all the same', async () => {
    const { client, requests } = fakeGateway([answer({ sub_mch_id: '' })])
    await expect(client.closeOrder({ outTradeNo })).resolves.toBeUndefined()
    expect(requests[0]).toMatchObject({ url: 'https://api.mch.weixin.qq.com/pay/closeorder', withCertificate: false })
  })

  test.each(['ORDERPAID', 'ORDERCLOSED', 'ORDERNOTEXIST', 'ORDERREVERSED', 'TRADE_STATE_ERROR'] as const)(
    '%s',
    async (code) => {
      const { client, requests } = fakeGateway([refusal(code, 'order paid')])
      expect(await captureRejection(client.closeOrder({ outTradeNo }))).toMatchObject({ code, outcome: 'known' })
      expect(requests).toHaveLength(1)
    },
  )
})

const refundNo = 'R20150806125346'
const refundAnswer = {
  transaction_id: '4200000478201912254663157927',
  out_trade_no: outTradeNo,
  out_refund_no: refundNo,
  refund_id: '50000408942018111907145868882',
  refund_channel: '',
  refund_fee: '40',
  coupon_refund_fee: '0',
  total_fee: '88',
  cash_fee: '88',
  coupon_refund_count: '0',
  cash_refund_fee: '40',
}

describe('refund', () => {
  const wanted = { outTradeNo, outRefundNo: refundNo, totalFee: 88, refundFee: 40, refundDesc: '尺码不合' }

  test('accepted', async () => {
    const { client, requests } = fakeGateway([answer(refundAnswer)])
    expect(await client.refund(wanted)).toStrictEqual({
      outTradeNo,
      transactionId: '4200000478201912254663157927',
      outRefundNo: refundNo,
      refundId: '50000408942018111907145868882',
      totalFee: 88,
      refundFee: 40,
      cashFee: 88,
      cashRefundFee: 40,
      couponRefundFee: 0,
      coupons: [],
    })
    expect(requests[0]).toMatchObject({
      url: 'https://api.mch.weixin.qq.com/secapi/pay/refund',
      withCertificate: true,
      fields: { out_refund_no: refundNo, refund_fee: '40', total_fee: '88', refund_desc: '尺码不合' },
    })
  })

  test('with coupons', async () => {
    const coupon = {
      coupon_refund_fee: '3',
      coupon_refund_count: '1',
      coupon_type_0: 'CASH',
      coupon_refund_id_0: '10000',
      coupon_refund_fee_0: '3',
    }
    const { client } = fakeGateway([answer({ ...refundAnswer, ...coupon })])
    expect(await client.refund(wanted)).toMatchObject({
      couponRefundFee: 3,
      coupons: [{ id: '10000', fee: 3, type: 'CASH' }],
    })
  })

  test.each<[what: string, change: Record<string, string>]>([
    ['the order', { fee_type: 'USD' }],
    ['the refund', { refund_fee_type: 'USD' }],
  ])('another currency of %s is not read as fen', async (_what, change) => {
    const { client } = fakeGateway([answer({ ...refundAnswer, ...change })])
    expect(await captureRejection(client.refund(wanted))).toMatchObject({ code: 'BAD_FIELD', outcome: 'unknown' })
  })

  test('what the buyer paid in another currency is named', async () => {
    const cash = { cash_fee: '95', cash_fee_type: 'HKD', cash_refund_fee: '43', cash_refund_fee_type: 'HKD' }
    const { client } = fakeGateway([answer({ ...refundAnswer, ...cash })])
    expect(await client.refund(wanted)).toMatchObject({ refundFee: 40, cashFeeType: 'HKD', cashRefundFeeType: 'HKD' })
  })

  test('coupons are listed whatever their number and numbering', async () => {
    const coupon = { coupon_refund_fee: '3', coupon_refund_id_1: '10000', coupon_refund_fee_1: '3' }
    const { client } = fakeGateway([answer({ ...refundAnswer, ...coupon })])
    expect(await client.refund(wanted)).toMatchObject({
      coupons: [{ id: '10000', fee: 3 }],
      couponNote: 'coupon_refund_count is "0", listed are 1',
    })
  })

  test.each([
    ['another order', { out_trade_no: '20150806125347' }],
    ['another refund', { out_refund_no: 'R2' }],
    ['another amount', { refund_fee: '41' }],
    ['another total', { total_fee: '89' }],
  ])('an answer about %s leaves the outcome open', async (_name, change) => {
    const { client } = fakeGateway([answer({ ...refundAnswer, ...change })])
    expect(await captureRejection(client.refund(wanted))).toMatchObject({ code: 'ORDER_MISMATCH', outcome: 'unknown' })
  })

  test('without a certificate nothing is sent', async () => {
    const { client: withOne, requests } = fakeGateway([answer(refundAnswer)])
    expect(await withOne.refund(wanted)).toHaveProperty('refundFee', 40)
    const bare = fakeGateway([answer(refundAnswer)], { certificate: undefined as never })
    const error = await captureRejection(bare.client.refund(wanted))
    expect(error).toMatchObject({ kind: 'config', code: 'NO_CERTIFICATE', outcome: 'known', retryable: false })
    expect([requests.length, bare.requests.length]).toEqual([1, 0])
  })
})

describe('refundQuery', () => {
  const one = (n: number, fields: Record<string, string>) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${n}`, value]))
  const head = {
    transaction_id: '4200000478201912254663157927',
    out_trade_no: outTradeNo,
    total_fee: '88',
    cash_fee: '88',
    refund_count: '1',
    refund_fee: '40',
  }
  const done = {
    out_refund_no: refundNo,
    refund_id: '50000408942018111907145868882',
    refund_channel: 'ORIGINAL',
    refund_fee: '40',
    refund_status: 'SUCCESS',
    refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
    refund_recv_accout: '支付用户零钱',
    refund_success_time: '2018-11-19 16:24:13',
  }

  test('one refund, with a coupon', async () => {
    const coupon = {
      coupon_refund_fee_0: '3',
      coupon_refund_count_0: '1',
      coupon_type_0_0: 'NO_CASH',
      coupon_refund_id_0_0: '10000',
      coupon_refund_fee_0_0: '3',
    }
    const { client, requests } = fakeGateway([answer({ ...head, ...one(0, done), ...coupon })])
    expect(await client.refundQuery({ outRefundNo: refundNo })).toStrictEqual({
      transactionId: '4200000478201912254663157927',
      outTradeNo,
      totalFee: 88,
      cashFee: 88,
      refunds: [
        {
          outRefundNo: refundNo,
          refundId: '50000408942018111907145868882',
          refundChannel: 'ORIGINAL',
          refundFee: 40,
          refundStatus: 'SUCCESS',
          refundAccount: 'REFUND_SOURCE_UNSETTLED_FUNDS',
          refundRecvAccount: '支付用户零钱',
          refundSuccessTime: Date.parse('2018-11-19T08:24:13Z'),
          couponRefundFee: 3,
          coupons: [{ id: '10000', fee: 3, type: 'NO_CASH' }],
        },
      ],
    })
    expect(requests[0]).toMatchObject({ url: 'https://api.mch.weixin.qq.com/pay/refundquery', withCertificate: false })
  })

  test.each(['PROCESSING', 'CHANGE', 'REFUNDCLOSE'])('%s', async (status) => {
    const { refund_success_time: _when, ...open } = { ...done, refund_status: status, refund_channel: '' }
    const { client } = fakeGateway([answer({ ...head, ...one(0, open) })])
    const { refunds } = await client.refundQuery({ outRefundNo: refundNo })
    expect(refunds).toMatchObject([{ refundStatus: status }])
    expect(refunds[0]).not.toHaveProperty('refundSuccessTime')
  })

  test('all refunds of an order', async () => {
    const second = { ...done, out_refund_no: 'R2', refund_fee: '48' }
    const body = answer({ ...head, refund_count: '2', total_refund_count: '12', ...one(0, done), ...one(1, second) })
    const { client, requests } = fakeGateway([body])
    const result = await client.refundQuery({ outTradeNo, offset: 10 })
    expect(result.totalRefundCount).toBe(12)
    expect(result.refunds.map((refund) => refund.refundFee)).toEqual([40, 48])
    expect(requests[0]?.fields).toMatchObject({ offset: '10' })
  })

  test.each([
    ['another refund', { ...head, ...one(0, { ...done, out_refund_no: 'R2' }) }, 'ORDER_MISMATCH'],
    ['no refund', { ...head, refund_count: '0' }, 'ORDER_MISMATCH'],
    ['fewer than announced', { ...head, refund_count: '2', ...one(0, done) }, 'MISSING_FIELD'],
    ['an unknown status', { ...head, ...one(0, { ...done, refund_status: 'NOTSURE' }) }, 'BAD_FIELD'],
    ['an order in another currency', { ...head, fee_type: 'USD', ...one(0, done) }, 'BAD_FIELD'],
    ['refunds in another currency', { ...head, refund_fee_type: 'USD', ...one(0, done) }, 'BAD_FIELD'],
    ['a refund in another currency', { ...head, ...one(0, { ...done, refund_fee_type: 'USD' }) }, 'BAD_FIELD'],
    [
      'a time that does not exist',
      { ...head, ...one(0, { ...done, refund_success_time: '2018-02-30 16:24:13' }) },
      'BAD_FIELD',
    ],
  ])('does not believe %s', async (_name, fields, code) => {
    const { client } = fakeGateway([answer(fields)])
    expect(await captureRejection(client.refundQuery({ outRefundNo: refundNo }))).toMatchObject({ code })
  })

  test('an unknown refund', async () => {
    const { client } = fakeGateway([refusal('REFUNDNOTEXIST', 'not exist')])
    expect(await captureRejection(client.refundQuery({ outTradeNo }))).toMatchObject({
      code: 'REFUNDNOTEXIST',
      outcome: 'known',
    })
  })
})

test('payParams: exactly what wx.requestPayment takes', () => {
  const { client, clock } = fakeGateway([], { nonce: () => '5K8264ILTKCH16CQ2502SI8ZNMTM67VS' })
  clock.now = 1_490_840_662_999
  expect(client.payParams('wx2017033010242291fcfe0db70013231072')).toStrictEqual({
    timeStamp: '1490840662',
    nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
    package: 'prepay_id=wx2017033010242291fcfe0db70013231072',
    signType: 'HMAC-SHA256',
    paySign: '15FC5558B3F2A6AF14B8C4FEB53F8D822E04051B2C788ECDD0ABA657F9EA5A06',
  })
  expect(() => client.payParams('')).toThrow('[wxpay-core] prepayId is "": expected 1 to 64 of')
})
