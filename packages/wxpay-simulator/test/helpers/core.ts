import { createHash } from 'node:crypto'
import { openDatabaseFile } from '@stack/emulator-kit/database'
import { onTestFinished } from 'vitest'
import { createCore, type Post, type SimulatorSettings } from '../../src/index.ts'
import { readXml } from '../../src/wire/read-xml.ts'
import { type SignType, sign } from '../../src/wire/sign.ts'
import { writeXml } from '../../src/wire/write-xml.ts'

/** The identity of WeChat Pay's own signing example. */
export const MERCHANT = {
  appId: 'wxd930ea5d5a258f4f',
  mchId: '10000100',
  apiKey: '192006250b4c09247ec02edce69f6a2d',
}
export const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'
export const NOON = Date.parse('2026-11-20T12:00:00+08:00')
export const DAY_MS = 24 * 3_600_000

export type Values = Record<string, string>

/** Bytes that look random and are the same in every run. */
function fixedRandom(): (size: number) => Buffer {
  let count = 0
  return (size) => {
    count += 1
    const block = createHash('sha512').update(String(count)).digest()
    return Buffer.concat(Array.from({ length: Math.ceil(size / 64) }, () => block)).subarray(0, size)
  }
}

/** A signed request body; a value of '' is sent as an empty element. */
export function signedBody(values: Values, signType: SignType = 'MD5'): Buffer {
  const all = signType === 'MD5' ? values : { ...values, sign_type: signType }
  const signed = { ...all, sign: values.sign ?? sign(Object.entries(all), MERCHANT.apiKey, signType) }
  return Buffer.from(writeXml(Object.entries(signed)))
}

/** A core in memory with a clock to set and a merchant who calls it. */
export function openTestCore(options: { settings?: Partial<SimulatorSettings>; post?: Post } = {}) {
  const db = openDatabaseFile(':memory:')
  onTestFinished(() => db.close())
  const time = { now: NOON }
  const acknowledge: Post = async () => ({ status: 200, body: '<xml><return_code>SUCCESS</return_code></xml>' })
  const core = createCore({
    db,
    now: () => time.now,
    random: fixedRandom(),
    post: options.post ?? acknowledge,
    settings: options.settings ?? {},
    merchant: MERCHANT,
  })

  const send = (path: string, body: Buffer, method = 'POST') =>
    core.handle({
      method,
      path,
      body,
      peerCertificate: { presented: true, authorized: true, commonName: MERCHANT.mchId },
    })
  const call = (path: string, values: Values, signType: SignType = 'MD5'): Values => {
    const common = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId, nonce_str: 'n0' }
    const body = send(path, signedBody({ ...common, ...values }, signType)).body.toString()
    return Object.fromEntries(readXml(body) ?? [['not xml', body]])
  }
  const order = (outTradeNo: string, values: Values = {}, signType: SignType = 'MD5') =>
    call('/pay/unifiedorder', { ...orderValues(outTradeNo), ...values }, signType)
  const pay = (prepayId: string, changes: Record<string, unknown> = {}, signType: SignType = 'MD5') =>
    core.cashier({ ...paymentOf(prepayId, time.now, signType), ...changes }, 'pay')
  const paidOrder = (outTradeNo: string, values: Values = {}) => {
    const answer = pay(order(outTradeNo, values).prepay_id ?? '')
    if (answer.errMsg !== 'requestPayment:ok') throw new Error(answer.errMsg)
    return core.world.orders.find(outTradeNo)?.transactionId ?? ''
  }
  const refund = (outTradeNo: string, outRefundNo: string, refundFee: number, values: Values = {}) =>
    call('/secapi/pay/refund', {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      total_fee: '88',
      refund_fee: String(refundFee),
      ...values,
    })
  return { core, time, send, call, order, pay, paidOrder, refund }
}

export function orderValues(outTradeNo: string): Values {
  return {
    body: '腾讯充值中心-QQ会员充值',
    out_trade_no: outTradeNo,
    total_fee: '88',
    spbill_create_ip: '123.12.12.123',
    notify_url: 'https://example.com/wxpay/notify',
    trade_type: 'JSAPI',
    openid: OPENID,
  }
}

/** What wx.requestPayment gets, plus the app and the payer. */
export function paymentOf(prepayId: string, now: number, signType: SignType = 'MD5') {
  const signed = {
    appId: MERCHANT.appId,
    timeStamp: String(Math.floor(now / 1000)),
    nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
    package: `prepay_id=${prepayId}`,
    signType,
  }
  return { ...signed, paySign: sign(Object.entries(signed), MERCHANT.apiKey, signType), openid: OPENID }
}
