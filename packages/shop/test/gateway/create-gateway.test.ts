import { fen } from '@stack/order'
import { describe, expect, test } from 'vitest'
import type { WxPayClient } from 'wxpay-core'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import type { Gateway, PlaceOrder } from '../../src/gateway/gateway.ts'
import { answer, anyCall, deadline, gatewayOver, now, refusal, type Wire } from '../helpers/wire.ts'

const outTradeNo = 'WM0SAMPLE1'
const refundId = 'WM0SAMPLE1R1'
const transactionId = '4200000000202601150000000001'
const gatewayRefundId = '50000000002026011500000000001'
const openid = 'oTestBuyer_00000000000000001'

const order: PlaceOrder = {
  outTradeNo,
  openid,
  totalFen: fen(4460),
  body: '白毫银针 等3件',
  spbillCreateIp: '203.0.113.7',
  timeStart: now,
  timeExpire: now + 30 * 60_000,
}
const wish = { outTradeNo, refundId, totalFen: fen(4460), amountFen: fen(1000), reason: '不喜欢' }

const calls = {
  placeOrder: (gateway: Gateway, until: number) => gateway.placeOrder(order, until),
  queryOrder: (gateway: Gateway, until: number) => gateway.queryOrder(outTradeNo, until),
  closeOrder: (gateway: Gateway, until: number) => gateway.closeOrder(outTradeNo, until),
  refund: (gateway: Gateway, until: number) => gateway.refund(wish, until),
  queryRefund: (gateway: Gateway, until: number) => gateway.queryRefund(refundId, until),
}
type Method = keyof typeof calls
const methods = Object.keys(calls) as Method[]

describe.each(methods)('%s', (method) => {
  test.each(anyCall)('%s: %s %s', async (_met, kind, code, wire) => {
    const answered = await calls[method](gatewayOver(wire).gateway, deadline)
    expect(answered).toStrictEqual(
      kind === 'open' ? { kind, code } : { kind, code, message: code === 'SIGNERROR' ? '签名错误' : 'a reason' },
    )
  })

  test('under a second left: open, and nothing is sent', async () => {
    const { gateway, sent } = gatewayOver(answer({}))
    expect(await calls[method](gateway, now + 999)).toStrictEqual({ kind: 'open', code: 'DEADLINE' })
    expect(sent).toStrictEqual([])
  })
})

test('what is no answer of the gateway is thrown: a fault of ours must not pass for an open question', async () => {
  const broken = { orderQuery: async () => Promise.reject(new RangeError('ours')) } as unknown as WxPayClient
  await expect(createGateway(broken, '').queryOrder(outTradeNo, deadline)).rejects.toThrow(RangeError)
})

const paidAs = (trade_state: string, changes: Record<string, string> = {}) =>
  answer({
    out_trade_no: outTradeNo,
    transaction_id: transactionId,
    openid,
    trade_type: 'JSAPI',
    trade_state,
    bank_type: 'OTHERS',
    total_fee: '4460',
    cash_fee: '4460',
    time_end: '20260115120200',
    ...changes,
  })
const inState = (trade_state: string) => answer({ out_trade_no: outTradeNo, trade_state })
const payment = { transactionId, paidAt: now + 120_000, totalFen: 4460, bankType: 'OTHERS', openid }

const refunded = (refund_status: string, more: Record<string, string> = {}) =>
  answer({
    out_trade_no: outTradeNo,
    transaction_id: transactionId,
    total_fee: '4460',
    cash_fee: '4460',
    refund_count: '1',
    out_refund_no_0: refundId,
    refund_id_0: gatewayRefundId,
    refund_status_0: refund_status,
    refund_fee_0: '1000',
    ...more,
  })
const known = { outTradeNo, transactionId, gatewayRefundId, amountFen: 1000 }
const end = { kind: 'settled', ...known, settledAt: null, receivedBy: null }
const accepted = answer({
  out_trade_no: outTradeNo,
  transaction_id: transactionId,
  out_refund_no: refundId,
  refund_id: gatewayRefundId,
  total_fee: '4460',
  refund_fee: '1000',
  cash_fee: '4460',
})
const said = (code: string) => ({ kind: 'refused', code, message: 'a reason' })

test.each<[method: Method, met: string, wire: Wire, answered: object]>([
  [
    'placeOrder',
    'a prepay_id',
    answer({ prepay_id: 'wx15120001', trade_type: 'JSAPI' }),
    { kind: 'prepaid', prepayId: 'wx15120001' },
  ],
  ['placeOrder', 'ORDERPAID', refusal('ORDERPAID'), { kind: 'already_paid' }],
  ['placeOrder', 'ORDERCLOSED', refusal('ORDERCLOSED'), said('ORDERCLOSED')],
  ['placeOrder', 'OUT_TRADE_NO_USED', refusal('OUT_TRADE_NO_USED'), said('OUT_TRADE_NO_USED')],
  ['placeOrder', 'INVALID_REQUEST', refusal('INVALID_REQUEST'), said('INVALID_REQUEST')],
  ['placeOrder', 'NOTENOUGH', refusal('NOTENOUGH'), said('NOTENOUGH')],

  ['queryOrder', 'SUCCESS', paidAs('SUCCESS'), { kind: 'paid', payment }],
  ['queryOrder', 'REFUND', paidAs('REFUND'), { kind: 'paid', payment }],
  [
    'queryOrder',
    'SUCCESS in another currency',
    paidAs('SUCCESS', { fee_type: 'USD' }),
    {
      ...{ kind: 'unreadable', outTradeNo, transactionId, problem: expect.stringContaining('fee_type') },
      reported: expect.objectContaining({ fee_type: 'USD' }),
    },
  ],
  ['queryOrder', 'NOTPAY', inState('NOTPAY'), { kind: 'unpaid' }],
  ['queryOrder', 'USERPAYING', inState('USERPAYING'), { kind: 'unpaid' }],
  ['queryOrder', 'PAYERROR', inState('PAYERROR'), { kind: 'unpaid' }],
  ['queryOrder', 'CLOSED', inState('CLOSED'), { kind: 'closed' }],
  ['queryOrder', 'a state that nobody knows', inState('LATER'), { kind: 'open', code: 'BAD_FIELD' }],
  [
    'queryOrder',
    'another order',
    answer({ out_trade_no: 'WM0OTHER01', trade_state: 'NOTPAY' }),
    { kind: 'open', code: 'ORDER_MISMATCH' },
  ],
  ['queryOrder', 'ORDERNOTEXIST', refusal('ORDERNOTEXIST'), { kind: 'order_not_found' }],

  ['closeOrder', 'SUCCESS', answer({}), { kind: 'closed' }],
  ['closeOrder', 'ORDERCLOSED', refusal('ORDERCLOSED'), { kind: 'closed' }],
  ['closeOrder', 'ORDERNOTEXIST', refusal('ORDERNOTEXIST'), { kind: 'closed' }],
  ['closeOrder', 'ORDERPAID', refusal('ORDERPAID'), { kind: 'already_paid' }],
  ['closeOrder', 'TRADE_STATE_ERROR', refusal('TRADE_STATE_ERROR'), said('TRADE_STATE_ERROR')],

  ['refund', 'SUCCESS', accepted, { kind: 'accepted', gatewayRefundId }],
  ['refund', 'BIZERR_NEED_RETRY', refusal('BIZERR_NEED_RETRY'), { kind: 'open', code: 'BIZERR_NEED_RETRY' }],
  // Only a person can top the account up: it must be seen, not repeated for ever.
  ['refund', 'NOTENOUGH', refusal('NOTENOUGH'), said('NOTENOUGH')],
  ['refund', 'TRADE_OVERDUE', refusal('TRADE_OVERDUE'), said('TRADE_OVERDUE')],
  ['refund', 'USER_ACCOUNT_ABNORMAL', refusal('USER_ACCOUNT_ABNORMAL'), said('USER_ACCOUNT_ABNORMAL')],
  ['refund', 'ERROR', refusal('ERROR'), said('ERROR')],
  // nginx answers so before anything was done: https://api.mch.weixin.qq.com/secapi/pay/refund without a certificate.
  [
    'refund',
    'nginx: no certificate',
    { status: 400, body: '<html><center>No required SSL certificate was sent</center></html>' },
    { kind: 'refused', code: 'CERT_REQUIRED', message: expect.any(String) },
  ],

  ['queryRefund', 'PROCESSING', refunded('PROCESSING'), { kind: 'processing', ...known }],
  [
    'queryRefund',
    'SUCCESS',
    refunded('SUCCESS', { refund_success_time_0: '2026-01-15 12:02:00', refund_recv_accout_0: '支付用户零钱' }),
    { ...end, state: 'succeeded', settledAt: now + 120_000, receivedBy: '支付用户零钱' },
  ],
  ...['商户基本账户', '商户结算银行账户', '退还商户:商户基本账户', '退还商户: 商户结算银行账户'].map(
    (account): [Method, string, Wire, object] => [
      ...(['queryRefund', `SUCCESS into ${account}`] as const),
      refunded('SUCCESS', { refund_recv_accout_0: account }),
      { ...end, state: 'returned-to-merchant', receivedBy: account },
    ],
  ),
  ['queryRefund', 'SUCCESS without the time', refunded('SUCCESS'), { ...end, state: 'succeeded' }],
  ['queryRefund', 'CHANGE', refunded('CHANGE'), { ...end, state: 'abnormal' }],
  ['queryRefund', 'REFUNDCLOSE', refunded('REFUNDCLOSE'), { ...end, state: 'closed' }],
  [
    'queryRefund',
    'no refund in its answer',
    refunded('SUCCESS', { refund_count: '0' }),
    { kind: 'open', code: 'ORDER_MISMATCH' },
  ],
  ['queryRefund', 'REFUNDNOTEXIST', refusal('REFUNDNOTEXIST'), { kind: 'refund_not_found' }],
])('%s: %s', async (method, _met, wire, answered) => {
  expect(await calls[method](gatewayOver(wire).gateway, deadline)).toStrictEqual(answered)
})

test('a refund without a certificate of ours is refused before anything is sent', async () => {
  const { gateway, sent } = gatewayOver(accepted, { withCertificate: false })
  expect(await gateway.refund(wish, deadline)).toMatchObject({ kind: 'refused', code: 'NO_CERTIFICATE' })
  expect(sent).toStrictEqual([])
})

describe('what is sent', () => {
  test('placeOrder repeats what was stored; the notification goes to pay-notify', async () => {
    const { gateway, sent } = gatewayOver(answer({ prepay_id: 'wx15120001', trade_type: 'JSAPI' }))
    await gateway.placeOrder(order, deadline)
    expect(sent).toMatchObject([
      {
        path: '/pay/unifiedorder',
        fields: {
          out_trade_no: outTradeNo,
          total_fee: '4460',
          openid,
          body: '白毫银针 等3件',
          spbill_create_ip: '203.0.113.7',
          time_start: '20260115120000',
          time_expire: '20260115123000',
          notify_url: 'https://notify.shop.example/pay-notify',
        },
      },
    ])
  })

  test('SYSTEMERROR is asked again with the same business parameters', async () => {
    const { gateway, sent } = gatewayOver(refusal('SYSTEMERROR'))
    await gateway.placeOrder(order, deadline)
    const business = sent.map(({ fields: { nonce_str, sign, ...rest } }) => rest)
    expect(business).toHaveLength(3)
    expect(business).toStrictEqual([business[0], business[0], business[0]])
  })

  test.each<[what: string, reason: string, refundDesc: string | undefined]>([
    ['as it is', '不喜欢', '不喜欢'],
    ['cut to 80 bytes of UTF-8: 26 characters of 3', '茶'.repeat(30), '茶'.repeat(26)],
    ['without characters of four bytes', '不喜欢😀', '不喜欢'],
    ['of nothing but emoji: a fixed text', '🍵'.repeat(21), '退款'],
    ['without back-ticks', 'a`b', "a'b"],
    ['nothing of it, not even the field', '', undefined],
    ['nothing of blanks', '  ', undefined],
  ])('the reason of a refund, %s', async (_what, reason, refundDesc) => {
    const { gateway, sent } = gatewayOver(accepted)
    await gateway.refund({ ...wish, reason }, deadline)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.path).toBe('/secapi/pay/refund')
    expect(sent[0]?.fields).toMatchObject({
      out_trade_no: outTradeNo,
      out_refund_no: refundId,
      total_fee: '4460',
      refund_fee: '1000',
      notify_url: 'https://notify.shop.example/refund-notify',
    })
    expect(sent[0]?.fields.refund_desc).toBe(refundDesc)
  })
})
