import { describe, expect, test } from 'vitest'
import { readXml } from '../../src/wire/read-xml.ts'
import { MERCHANT, OPENID, openTestCore, orderValues, signedBody, type Values } from '../helpers/core.ts'

const COMMON = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId, nonce_str: 'n0' }
const ORDER: Values = { ...COMMON, ...orderValues('20150806125346') }
const REFUND: Values = { ...COMMON, out_trade_no: 'PAID-1', out_refund_no: 'R1', total_fee: '88', refund_fee: '10' }
const BILL: Values = { ...COMMON, bill_date: '20261119' }

const PRODUCTION = { settings: { productionNotifyUrls: true } }

function answerOf(path: string, body: Buffer, method = 'POST', options = {}): Values {
  const { send } = openTestCore(options)
  const response = send(path, body, method)
  expect(response.status).toBe(200)
  return Object.fromEntries(readXml(response.body.toString()) ?? [])
}

function failOf(path: string, values: Values, options = {}): Values {
  return answerOf(path, signedBody(values), 'POST', options)
}

describe('protocol faults', () => {
  test.each([
    ['GET', 'GET', '', '请使用post方法', 'require POST method'],
    ['an empty body', 'POST', '', 'post数据为空', 'empty post data'],
    ['no XML', 'POST', '{"appid":1}', 'XML格式错误', 'data format error'],
    ['a DOCTYPE', 'POST', '<!DOCTYPE xml><xml><appid>1</appid></xml>', 'XML格式错误', 'data format error'],
    ['more than 64 KB', 'POST', `<xml><a>${'x'.repeat(65_536)}</a></xml>`, 'XML格式错误', 'data format error'],
  ])('%s', (_, method, body, text, billText) => {
    expect(answerOf('/pay/orderquery', Buffer.from(body), method)).toEqual({ return_code: 'FAIL', return_msg: text })
    expect(answerOf('/pay/downloadbill', Buffer.from(body), method)).toEqual({
      return_code: 'FAIL',
      return_msg: billText,
      error_code: '20001',
    })
  })

  test('bytes that are not UTF-8', () => {
    const body = Buffer.concat([Buffer.from('<xml><body>'), Buffer.from([0xc4, 0xe3]), Buffer.from('</body></xml>')])
    expect(answerOf('/pay/unifiedorder', body).return_msg).toBe('编码格式错误')
  })

  test('an unknown path is answered by nginx', () => {
    const { send } = openTestCore()
    expect(send('/pay/micropay', Buffer.alloc(0))).toMatchObject({
      status: 404,
      headers: { 'Content-Type': 'text/html' },
    })
  })
})

describe('unifiedorder, return_code FAIL', () => {
  test.each<[Values, string]>([
    [{ key: 'x' }, '不识别的参数key'],
    [{ sub_app_id: '' }, '不识别的参数sub_app_id'],
    [{ appid: '' }, 'appid参数长度有误'],
    [{ appid: 'x'.repeat(33) }, 'appid参数长度有误'],
    [{ mch_id: '' }, 'mch_id参数长度有误'],
    [{ mch_id: '1000010x' }, 'mch_id参数格式错误'],
    [{ nonce_str: '' }, 'nonce_str参数长度有误'],
    [{ nonce_str: 'n'.repeat(33) }, 'nonce_str参数长度有误'],
    [{ body: '' }, 'body参数长度有误'],
    [{ body: '长'.repeat(43) }, 'body参数长度有误'],
    [{ attach: 'a'.repeat(128) }, 'attach参数长度有误'],
    [{ out_trade_no: '12345' }, 'out_trade_no参数长度有误'],
    [{ out_trade_no: '1'.repeat(33) }, 'out_trade_no参数长度有误'],
    [{ out_trade_no: '订单1' }, 'out_trade_no参数格式错误'],
    [{ out_trade_no: 'ORDER@1' }, 'out_trade_no参数格式错误'],
    [{ fee_type: 'USD' }, 'fee_type参数格式错误'],
    [{ spbill_create_ip: '' }, 'spbill_create_ip参数长度有误'],
    [{ spbill_create_ip: '1.2.3' }, 'invalid spbill_create_ip'],
    [{ time_expire: '20260230000000' }, 'time_expire参数格式错误'],
    [{ time_start: '2026112012000' }, 'time_start参数格式错误'],
    [{ notify_url: 'example.com/notify' }, 'notify_url参数格式错误'],
    [{ notify_url: '' }, 'notify_url参数长度有误'],
    [{ trade_type: 'jsapi' }, 'trade_type参数格式错误'],
    [{ trade_type: 'NATIVE' }, '商户号该产品权限未开通，请前往商户平台>产品中心检查后重试'],
    [{ openid: '' }, 'JSAPI支付必须传openid'],
    [{ openid: 'oUpF8uMuAJO' }, 'appid and openid not match'],
    [{ openid: 'xUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }, 'appid and openid not match'],
    [{ sign: 'ABC' }, '签名错误'],
    [{ sign_type: 'SHA1' }, 'sign_type参数格式错误'],
    [{ appid: 'wxd930ea5d5a258f4e' }, 'appid不存在'],
    [{ mch_id: '10000101' }, '商户号mch_id与appid不匹配'],
  ])('%o → %s', (changes, text) => {
    expect(failOf('/pay/unifiedorder', { ...ORDER, ...changes })).toEqual({ return_code: 'FAIL', return_msg: text })
  })

  test.each(['1.5', 'abc', '01', '1e3', '99999999999999999'])('total_fee %s is no 64-bit integer', (totalFee) => {
    expect(failOf('/pay/unifiedorder', { ...ORDER, total_fee: totalFee }).return_msg).toBe(
      '无法将输入源“/body/xml/total_fee”映射到目标字段“标价金额”中，此字段需要一个合法的 64 位有符号整数',
    )
  })

  test('HMAC-SHA256 without sign_type is a wrong MD5', () => {
    const sent = signedBody(ORDER, 'HMAC-SHA256')
      .toString()
      .replace(/<sign_type>.*<\/sign_type>\n/, '')
    expect(answerOf('/pay/unifiedorder', Buffer.from(sent)).return_msg).toBe('签名错误')
  })

  test('an openid known to belong to another app', () => {
    const { core, order } = openTestCore()
    core.world.orders.registerOpenid(OPENID, 'wx0000000000000000')
    expect(order('20150806125346').return_msg).toBe('appid and openid not match')
  })

  test.each([
    ['http://example.com/notify', 'notify_url参数格式错误'],
    ['https://example.com:8443/notify', 'notify_url参数格式错误'],
    ['https://example.com:443/notify', 'notify_url参数格式错误'],
    ['https://example.com/notify?a=1', 'notify_url参数格式错误'],
    ['https://example.com/notify', 'OK'],
    ['https://example.com/a:1/notify', 'OK'],
  ])('the production rule for notify_url: %s → %s', (notifyUrl, text) => {
    expect(failOf('/pay/unifiedorder', { ...ORDER, notify_url: notifyUrl }, PRODUCTION).return_msg).toBe(text)
  })
})

describe('checks come in this order', () => {
  test.each<[string, Values, string]>([
    ['unknown before missing', { key: 'x', appid: '' }, '不识别的参数key'],
    ['missing before identity', { appid: 'wx0', body: '' }, 'body参数长度有误'],
    ['identity before signature', { appid: 'wx0', sign: 'x' }, 'appid不存在'],
    ['signature before business', { sign: 'x', openid: '' }, '签名错误'],
  ])('%s', (_, changes, text) => {
    expect(failOf('/pay/unifiedorder', { ...ORDER, ...changes }).return_msg).toBe(text)
  })
})

describe('result_code FAIL', () => {
  test.each<[string, string, Values, string]>([
    ['total_fee 0', '/pay/unifiedorder', { ...ORDER, total_fee: '0' }, 'PARAM_ERROR invalid total_fee'],
    ['total_fee -1', '/pay/unifiedorder', { ...ORDER, total_fee: '-1' }, 'PARAM_ERROR invalid total_fee'],
    [
      'less than a minute to pay',
      '/pay/unifiedorder',
      { ...ORDER, time_expire: '20261120120059' },
      'INVALID_REQUEST time_expire时间过短，刷卡至少1分钟，其他5分钟',
    ],
    [
      'a malformed transaction_id',
      '/secapi/pay/refund',
      { ...REFUND, transaction_id: '42' },
      'INVALID_TRANSACTIONID 无效transaction_id',
    ],
    [
      'an unknown transaction_id',
      '/secapi/pay/refund',
      { ...REFUND, transaction_id: '4200000478201912254663157927' },
      'ORDERNOTEXIST 订单不存在',
    ],
  ])('%s', (_, path, values, expected) => {
    const answer = failOf(path, values)
    expect(`${answer.err_code} ${answer.err_code_des}`).toBe(expected)
  })
})

describe('the other endpoints, return_code FAIL', () => {
  test.each<[string, Values, string]>([
    ['/pay/orderquery', COMMON, 'out_trade_no参数长度有误'],
    ['/pay/closeorder', COMMON, 'out_trade_no参数长度有误'],
    ['/pay/refundquery', COMMON, 'out_trade_no参数长度有误'],
    ['/pay/refundquery', { ...COMMON, out_trade_no: '1', offset: 'x' }, 'offset参数格式错误'],
    ['/secapi/pay/refund', { ...REFUND, out_trade_no: '' }, 'out_trade_no参数长度有误'],
    ['/secapi/pay/refund', { ...REFUND, out_refund_no: '' }, 'out_refund_no参数长度有误'],
    ['/secapi/pay/refund', { ...REFUND, out_refund_no: '1'.repeat(65) }, 'out_refund_no参数长度有误'],
    ['/secapi/pay/refund', { ...REFUND, refund_desc: 'x'.repeat(81) }, 'refund_desc参数长度有误'],
    ['/secapi/pay/refund', { ...REFUND, refund_account: 'X' }, 'refund_account参数格式错误'],
    ['/secapi/pay/refund', { ...REFUND, sign: 'x' }, '签名错误'],
    [
      '/secapi/pay/refund',
      { ...REFUND, refund_fee: '1.00' },
      '无法将输入源“/body/xml/refund_fee”映射到目标字段“退款金额”中，此字段需要一个合法的 64 位有符号整数',
    ],
  ])('%s %o → %s', (path, values, text) => {
    expect(failOf(path, values)).toEqual({ return_code: 'FAIL', return_msg: text })
  })

  test("the production rule for a refund's notify_url", () => {
    const values = { ...REFUND, notify_url: 'http://example.com/n' }
    expect(failOf('/secapi/pay/refund', values, PRODUCTION).return_msg).toBe('notify_url参数格式错误')
  })

  test.each<[Values, string]>([
    [{ key: 'x' }, 'invalid parameter'],
    [{ bill_date: '' }, 'missing parameter'],
    [{ bill_date: '20261131' }, 'invalid bill_date'],
    [{ bill_date: '2026-11-19' }, 'bill_date too long'],
    [{ bill_type: 'FOO' }, 'invalid bill_type'],
    [{ tar_type: 'ZIP' }, 'invalid tar_type, Only GZIP supported'],
    [{ nonce_str: 'n'.repeat(33) }, 'nonce_str too long'],
    [{ appid: 'wx0' }, 'invalid appid'],
    [{ mch_id: '1' }, 'invalid mch_id'],
    [{ sign: 'x' }, 'sign error'],
  ])('downloadbill %o → %s', (changes, text) => {
    expect(failOf('/pay/downloadbill', { ...BILL, ...changes })).toEqual({
      return_code: 'FAIL',
      return_msg: text,
      error_code: '20001',
    })
  })
})
