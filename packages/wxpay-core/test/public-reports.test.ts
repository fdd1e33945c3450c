import { describe, expect, test } from 'vitest'
import { buildXml, parseBill } from '../src/index.ts'
import { readPayNotify } from '../src/notifications/read-pay-notify.ts'
import { readRefundNotify } from '../src/notifications/read-refund-notify.ts'
import { encryptedRefundNotify, signedMessage } from '../src/testing.ts'
import { bills, csv, payRow, refundRow } from './helpers/bills.ts'
import { captureRejection } from './helpers/capture.ts'
import { answer, fakeGateway, refusal } from './helpers/fake-gateway.ts'
import { md5Merchant, merchant } from './helpers/merchant.ts'
import { coupons, notification } from './helpers/vectors.ts'

/** Messages that other clients could not read, as their users reported them; layouts are theirs, the values made up. */
describe('payment notifications', () => {
  const all = { coupon_count: '1', coupon_id_0: '2000000000000000001', coupon_fee: '88', coupon_fee_0: '88' }
  const promotion = '{"promotion_detail":[{"promotion_id":"1","name":"满减","scope":"SINGLE","amount":2}]}'

  // biome-ignore format: one row is one message
  test.each<[report: string, fields: Record<string, string>, payment: object]>([
    ['borball/weixin-sdk#38: a coupon without a type', { ...all, cash_fee: '0' }, { coupons: [{ id: '2000000000000000001', fee: 88 }] }],
    ['WxJava#250: two coupons, another sum settled', coupons, { totalFee: 88, settlementTotalFee: 85, coupons: [{ type: 'CASH' }, { type: 'NO_CASH' }] }],
    ['WxJava#250: wholly paid by a coupon', { ...all, cash_fee: '0' }, { totalFee: 88, cashFee: 0, couponFee: 88 }],
    ['easywechat#1131, supersheep/wechat-pay#33: quotes, markup and emoji in attach', { attach: `{"店":"<7> & '8'","礼":"🎁"}` }, { attach: `{"店":"<7> & '8'","礼":"🎁"}` }],
    ['WxJava#1428: the end of CDATA in attach', { attach: 'x]]>y' }, { attach: 'x]]>y' }],
    ['WxJava#521: promotions of goods are signed', { version: '1.0', promotion_detail: promotion }, { totalFee: 88 }],
    ['payment#211, easywechat#1676, WxJava#3750: fields of no document are signed', { sign_type: 'HMAC-SHA256', merchant_id: '1', device_info: 'WEB' }, { deviceInfo: 'WEB' }],
  ])('%s', (_report, fields, payment) => {
    const body = signedMessage({ ...notification, ...fields }, merchant)
    expect(readPayNotify(body, merchant)).toMatchObject({ ok: true, payment })
    expect(readPayNotify(Buffer.from(body), merchant)).toMatchObject({ ok: true, payment })
  })

  test('easywechat#1676: values without CDATA', () => {
    const body = signedMessage({ ...notification, sign_type: 'MD5' }, md5Merchant)
    const bare = body.replace(/<!\[CDATA\[(.*?)\]\]>/g, '$1')
    expect(bare).not.toContain('CDATA')
    expect(readPayNotify(bare, md5Merchant)).toMatchObject({ ok: true, payment: { totalFee: 88 } })
  })
})

describe('refunds', () => {
  const content = { outTradeNo: 'T20260101', outRefundNo: 'R1', totalFee: 1000, refundFee: 10 }

  test.each(['CHANGE', 'REFUNDCLOSE'] as const)(
    'WxJava#389, WxJava#960: a notification of %s has no time',
    (refundStatus) => {
      const body = encryptedRefundNotify(merchant, { ...content, refundStatus, wire: { success_time: '' } })
      const read = readRefundNotify(body, merchant)
      expect(read).toMatchObject({ ok: true, refund: { refundStatus } })
      expect(read).not.toHaveProperty('refund.successTime')
    },
  )

  test('WxJava PR#829: a notification of FAIL holds nothing else', () => {
    const body = buildXml({ return_code: 'FAIL', return_msg: '系统繁忙' })
    expect(readRefundNotify(body, merchant)).toMatchObject({ ok: false, refused: 'not_success' })
  })

  test('WxJava#663, WxJava#716: the coupons of a queried refund', async () => {
    const { client } = fakeGateway([
      answer({
        ...{ transaction_id: '4200000478201912254663157927', out_trade_no: 'T20260101', total_fee: '1000' },
        ...{ cash_fee: '1000', refund_count: '1', out_refund_no_0: 'R1', refund_id_0: '50000408942018111907145868882' },
        ...{ refund_fee_0: '10', refund_status_0: 'SUCCESS', refund_success_time_0: '2026-01-02 09:00:00' },
        ...{ coupon_refund_fee_0: '3', coupon_refund_count_0: '2' },
        ...{ coupon_refund_id_0_0: '1', coupon_refund_fee_0_0: '1', coupon_type_0_0: 'CASH' },
        ...{ coupon_refund_id_0_1: '2', coupon_refund_fee_0_1: '2', coupon_type_0_1: 'NO_CASH' },
      }),
    ])
    const { refunds } = await client.refundQuery({ outRefundNo: 'R1' })
    expect(refunds).toMatchObject([
      {
        refundFee: 10,
        refundSuccessTime: Date.parse('2026-01-02T01:00:00Z'),
        coupons: [
          { id: '1', fee: 1, type: 'CASH' },
          { id: '2', fee: 2, type: 'NO_CASH' },
        ],
      },
    ])
    expect(refunds[0]).not.toHaveProperty('couponNote')
  })

  test('WxJava#646: too little money in the account', async () => {
    const { client } = fakeGateway([refusal('NOTENOUGH', '基本账户余额不足，请充值后重新发起')])
    expect(await captureRejection(client.refund(content))).toMatchObject({
      code: 'NOTENOUGH',
      outcome: 'known',
      retryable: true,
    })
  })
})

describe('bills', () => {
  test('WXPay-SDK-Java#6: commas, quotes and back-ticks in a field', () => {
    const row = payRow.replace('帽子, 手套,`', '茶,糖"七`",`{"a":"1","b":"<2>"}')
    const { rows } = parseBill(csv('ALL', [row], '`1,`5.66,`0.00,`0.00,`0.03000,`5.76,`0.00'))
    expect(rows).toMatchObject([{ body: '茶,糖"七`"', attach: '{"a":"1","b":"<2>"}' }])
  })

  test('WxJava#1275: a day without a trade', () => {
    const { rows, summary } = parseBill(csv('ALL', [], '`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00'))
    expect([rows, summary.count]).toEqual([[], 0])
  })

  test('WxJava#308, WxJava#1125: a bill of paid orders has columns of its own', () => {
    expect(parseBill(bills.SUCCESS, 'SUCCESS').rows).toMatchObject([{ tradeState: 'SUCCESS', totalFee: 576 }])
  })

  test('WxJava#404: a refund that has not succeeded yet', () => {
    const row = bills.REFUND.split('\r\n')[1]?.replace('2021-10-24 22:00:05', '').replace('`SUCCESS', '`PROCESSING')
    const { rows } = parseBill(csv('REFUND', [row ?? ''], '`1,`0.00,`1.40,`0.02,`-0.01000,`0.00,`1.42'), 'REFUND')
    expect(rows).toMatchObject([{ refund: { refundStatus: 'PROCESSING' } }])
    expect(rows[0]).not.toHaveProperty('refund.successTime')
  })

  test('the characters of four bytes of old orders are read', () => {
    const row = refundRow.replace('帽子, 手套', '🎓帽')
    const { rows } = parseBill(csv('ALL', [row], '`1,`0.00,`1.40,`0.02,`-0.01000,`0.00,`1.42'))
    expect(rows).toMatchObject([{ body: '🎓帽' }])
  })
})
