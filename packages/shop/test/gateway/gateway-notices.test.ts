import { expect, test } from 'vitest'
import { failTexts, type NotifyRefusal, verifySign } from 'wxpay-core'
import { encryptedRefundNotify, signedPayNotify } from 'wxpay-core/testing'
import { gatewayOver, merchant, now } from '../helpers/wire.ts'

const outTradeNo = 'WM0SAMPLE1'
const openid = 'oTestBuyer_00000000000000001'
const transactionId = '4200000000202601150000000001'
const paidAt = now + 120_000
const paid = { outTradeNo, totalFee: 4460, openid, transactionId, timeEnd: paidAt }
const otherKey = { ...merchant, apiKey: 'x'.repeat(32) }

test('readPayNotify: what was paid, by whom, when', () => {
  const body = signedPayNotify(merchant, paid)
  expect(gatewayOver('').gateway.readPayNotify(body)).toStrictEqual({
    ok: true,
    outTradeNo,
    payment: { transactionId, paidAt, totalFen: 4460, bankType: 'OTHERS', openid },
  })
})

test.each<[what: string, refused: NotifyRefusal, body: string]>([
  ['signed with another key', 'bad_sign', signedPayNotify(otherKey, paid)],
  ['signed by the other algorithm', 'bad_sign', signedPayNotify({ ...merchant, signType: 'MD5' }, paid)],
  ['of another merchant', 'mch_id_mismatch', signedPayNotify({ ...merchant, mchId: '10000200' }, paid)],
  ['no XML', 'bad_xml', 'paid!'],
  [
    'the answer to an order query',
    'not_a_notification',
    signedPayNotify(merchant, { ...paid, wire: { trade_state: 'SUCCESS' } }),
  ],
])('readPayNotify, %s: %s', (_what, refused, body) => {
  expect(gatewayOver('').gateway.readPayNotify(body)).toStrictEqual({
    ...{ ok: false, refused, detail: expect.any(String), failText: failTexts[refused] },
  })
})

test('readPayNotify: money that WeChat signed for, but that is not in fen', () => {
  const body = signedPayNotify(merchant, { ...paid, wire: { fee_type: 'USD' } })
  expect(gatewayOver('').gateway.readPayNotify(body)).toMatchObject({
    ...{ ok: false, refused: 'bad_field' },
    unreadable: {
      outTradeNo,
      transactionId,
      problem: expect.stringContaining('fee_type'),
      reported: { fee_type: 'USD' },
    },
  })
})

test('readRefundNotify: a hint', () => {
  const sealed = { outTradeNo, outRefundNo: 'WM0SAMPLE1R1', totalFee: 4460, refundFee: 1000, refundId: '5000000001' }
  expect(gatewayOver('').gateway.readRefundNotify(encryptedRefundNotify(merchant, sealed))).toStrictEqual({
    ok: true,
    outTradeNo,
    refundId: 'WM0SAMPLE1R1',
    gatewayRefundId: '5000000001',
    amountFen: 1000,
  })
  expect(gatewayOver('').gateway.readRefundNotify(encryptedRefundNotify(otherKey, sealed))).toMatchObject({
    ok: false,
    refused: 'undecryptable',
  })
})

test('payParams are signed by the sign type of the merchant', () => {
  const { paySign, ...params } = gatewayOver('').gateway.payParams('wx15120001')
  expect(params).toMatchObject({
    package: 'prepay_id=wx15120001',
    signType: 'HMAC-SHA256',
    timeStamp: String(now / 1000),
  })
  expect(verifySign({ appId: merchant.appId, ...params, sign: paySign }, merchant)).toBe(true)
})
