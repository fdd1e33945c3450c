import { describe, expect, test } from 'vitest'
import { sign } from '../../src/wire/sign.ts'
import { DAY_MS, MERCHANT, NOON, OPENID, openTestCore, paymentOf } from '../helpers/core.ts'

const ORDER = 'ORDER-1'
const STRANGER = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6x'
const HOUR_MS = 3_600_000

const LACKS_TOTAL_FEE = 'requestPayment:fail (调用支付JSAPI缺少参数：total_fee)'
const BAD_SIGN = 'requestPayment:fail (支付验证签名失败)'

/** Signs whatever is given, so that a row changes one thing only. */
function resigned(payment: ReturnType<typeof paymentOf>) {
  const { paySign, openid, ...signed } = payment
  return { ...payment, paySign: sign(Object.entries(signed), MERCHANT.apiKey, 'MD5') }
}

describe('the cashier refuses', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a number as timeStamp',
      { timeStamp: 1763611200 },
      'requestPayment:fail (parameter error: parameter.timeStamp should be String instead of Number;)',
    ],
    [
      'an array as package',
      { package: [] },
      'requestPayment:fail (parameter error: parameter.package should be String instead of Array;)',
    ],
    ['no appId', { appId: undefined }, 'requestPayment:fail (调用支付JSAPI缺少参数: appId)'],
    ['no timeStamp', { timeStamp: undefined }, 'requestPayment:fail (调用支付JSAPI缺少参数: timeStamp)'],
    ['an empty package', { package: '' }, 'requestPayment:fail (调用支付JSAPI缺少参数: package)'],
    ['no paySign', { paySign: undefined }, 'requestPayment:fail (调用支付JSAPI缺少参数: paySign)'],
    ['milliseconds', { timeStamp: '1763611200000' }, 'requestPayment:fail (调用支付JSAPI缺少参数: timeStamp)'],
    ['a bare prepay_id', { package: 'wx20120000' }, LACKS_TOTAL_FEE],
    ['an empty prepay_id', { package: 'prepay_id=' }, LACKS_TOTAL_FEE],
    ['an unknown prepay_id', { package: 'prepay_id=wx15181735729371b4393402634942bc0000' }, LACKS_TOTAL_FEE],
    ['another app', { appId: 'wxd930ea5d5a258f4e' }, LACKS_TOTAL_FEE],
    ['a nonce that was not signed', { nonceStr: 'x' }, BAD_SIGN],
    ['a nonce over 32 characters', { nonceStr: 'x'.repeat(33) }, BAD_SIGN],
    ['a wrong paySign', { paySign: '0'.repeat(32) }, BAD_SIGN],
    ["an algorithm that is not the order's", { signType: 'HMAC-SHA256' }, BAD_SIGN],
    ['another account', { openid: STRANGER }, 'requestPayment:fail (下单账号与支付账号不一致)'],
  ])('%s', (_, changes, errMsg) => {
    const { order, pay, core } = openTestCore()
    expect(pay(order(ORDER).prepay_id ?? '', changes)).toEqual({ errMsg })
    expect(core.world.orders.find(ORDER)?.paidAt).toBeNull()
    expect(core.world.outbox.all()).toEqual([])
  })

  test('a second account after the first one opened the order', () => {
    const { order, core } = openTestCore()
    const payment = paymentOf(order(ORDER).prepay_id ?? '', NOON)
    core.cashier(payment, 'cancel')
    expect(core.cashier({ ...payment, openid: STRANGER }, 'pay').errMsg).toBe(
      'requestPayment:fail (商家订单信息有误，请重新下单支付)',
    )
  })

  test.each([
    ['2 h later', 2 * HOUR_MS, 0, LACKS_TOTAL_FEE],
    ['just before that', 2 * HOUR_MS - 1000, 0, 'requestPayment:ok'],
    ['a timeStamp 2 h old', 2 * HOUR_MS - 1000, -1000, BAD_SIGN],
    ['a timeStamp 5 min ahead', 0, 300_000, BAD_SIGN],
    ['a timeStamp a little ahead', 0, 299_000, 'requestPayment:ok'],
  ])('%s', (_, laterMs, signedMs, errMsg) => {
    const { order, pay, time } = openTestCore()
    const prepayId = order(ORDER).prepay_id ?? ''
    time.now += laterMs
    const timeStamp = String((NOON + signedMs) / 1000)
    expect(pay(prepayId, resigned({ ...paymentOf(prepayId, NOON), timeStamp })).errMsg).toBe(errMsg)
  })

  test('orders that are paid, closed, or past time_expire', () => {
    const { order, pay, call, time } = openTestCore()
    const paid = order('PAID-1').prepay_id ?? ''
    const closed = order('CLOSED-1').prepay_id ?? ''
    const expiring = order('EXPIRING-1', { time_expire: '20261120120500' }).prepay_id ?? ''
    const expired = 'requestPayment:fail (订单已超过商户设置的最晚支付成功时间，请重新发起支付)'
    pay(paid)
    call('/pay/closeorder', { out_trade_no: 'CLOSED-1' })
    expect(pay(paid).errMsg).toBe('requestPayment:fail (该笔订单已支付)')
    expect(pay(closed).errMsg).toBe('requestPayment:fail (订单已关闭)')
    time.now = Date.parse('2026-11-20T12:05:00+08:00')
    expect(pay(expiring).errMsg).toBe(expired)
    // time_expire keeps buyers out and closes nothing: the merchant still has to.
    expect(call('/pay/orderquery', { out_trade_no: 'EXPIRING-1' }).trade_state).toBe('NOTPAY')
  })

  test('an order that closed by itself, although its newest prepay_id is fresh', () => {
    const { order, pay, time } = openTestCore()
    order(ORDER)
    time.now += 7 * DAY_MS - HOUR_MS
    const prepayId = order(ORDER).prepay_id ?? ''
    time.now += HOUR_MS
    expect(pay(prepayId).errMsg).toBe('requestPayment:fail (订单已关闭)')
  })
})

describe('the cashier', () => {
  test('shows payee, product and amount', () => {
    const { order, core } = openTestCore()
    const payment = paymentOf(order(ORDER).prepay_id ?? '', NOON)
    expect(core.cashier(payment, 'inspect')).toEqual({
      errMsg: 'requestPayment:ok',
      outTradeNo: ORDER,
      payee: '本地模拟商户',
      body: '腾讯充值中心-QQ会员充值',
      totalFee: 88,
    })
  })

  test.each([
    ['cancel', 'requestPayment:fail cancel'],
    ['not-enough-money', 'requestPayment:fail (余额不足)'],
  ] as const)('%s leaves the order unpaid, and it can still be paid', (action, errMsg) => {
    const { order, core, pay } = openTestCore()
    const prepayId = order(ORDER).prepay_id ?? ''
    expect(core.cashier(paymentOf(prepayId, NOON), action).errMsg).toBe(errMsg)
    expect(core.world.ledger.entries()).toEqual([])
    expect(pay(prepayId).errMsg).toBe('requestPayment:ok')
  })

  test('pays with HMAC-SHA256 when the order was made so', () => {
    const { order, pay } = openTestCore()
    const prepayId = order(ORDER, {}, 'HMAC-SHA256').prepay_id ?? ''
    expect(pay(prepayId).errMsg).toBe(BAD_SIGN)
    expect(pay(prepayId, {}, 'HMAC-SHA256').errMsg).toBe('requestPayment:ok')
  })

  test('signType absent means MD5, and is signed as MD5', () => {
    const { order, core } = openTestCore()
    const { signType, ...payment } = paymentOf(order(ORDER).prepay_id ?? '', NOON)
    expect(signType).toBe('MD5')
    expect(core.cashier(payment, 'pay').errMsg).toBe('requestPayment:ok')
  })

  test('an unknown action is an error of the caller', () => {
    const { core } = openTestCore()
    expect(() => core.cashier({ openid: OPENID }, 'steal' as 'pay')).toThrow(
      '[wxpay-simulator] there is no cashier action steal. Actions: inspect, pay, cancel, not-enough-money',
    )
  })
})
