import { describe, expect, test } from 'vitest'
import { sign } from '../../src/wire/sign.ts'
import { MERCHANT, NOON, openTestCore, orderValues, type Values } from '../helpers/core.ts'

const COMMON = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId, nonce_str: 'n0' }

/** A correct unified order with one more element as it stands, signed with `signedAs` in it. */
function withElement(element: string, signedAs: Values = {}): Buffer {
  const values = { ...COMMON, ...orderValues('ORDER-1') }
  const signature = sign(Object.entries({ ...values, ...signedAs }), MERCHANT.apiKey, 'MD5')
  const elements = Object.entries({ ...values, sign: signature }).map(([name, value]) => `<${name}>${value}</${name}>`)
  return Buffer.from(`<xml>${elements.join('')}${element}</xml>`)
}

const messageOf = (body: string | Buffer) => /<return_msg><!\[CDATA\[(.*?)\]\]>/.exec(body.toString())?.[1]

/**
 * How clients in other languages write; found with eleven of them. Empty values are not signed.
 * Met by users: hpyer/node-easywechat#28, befinal/node-tenpay#97, jasl/wx_pay#2.
 */
describe('unifiedorder of other clients', () => {
  // biome-ignore format: one row is one way of writing
  test.each<[what: string, element: string, signedAs: Values, returnMsg: string]>([
    ['an empty element as one tag (.NET, Java, xml2js)', '<attach/>', {}, 'OK'],
    ['with a blank (Python)', '<attach /><device_info />', {}, 'OK'],
    ['as a pair', '<attach></attach>', {}, 'OK'],
    ['as a pair around CDATA', '<attach><![CDATA[]]></attach>', {}, 'OK'],
    ['a line break in a tag', '<attach\n/>', {}, 'OK'],
    ['blanks before the end of tags', '<attach >a</attach\t>', { attach: 'a' }, 'OK'],
    ['version 1.0 of item promotions', '<version>1.0</version>', { version: '1.0' }, 'OK'],
    ['another version', '<version>2.0</version>', { version: '2.0' }, 'version参数格式错误'],
    ['a blank is no empty value', '<attach> </attach>', { attach: ' ' }, 'OK'],
    ['a blank that was not signed', '<attach> </attach>', {}, '签名错误'],
    ['a half of a surrogate pair', '<attach>&#xD83C;</attach>', {}, 'XML格式错误'],
    ['both halves of a surrogate pair', '<attach>&#xD83C;&#xDF81;</attach>', { attach: '🎁' }, 'XML格式错误'],
    ['a character of four bytes in CDATA', '<attach><![CDATA[🎁]]></attach>', { attach: '🎁' }, '编码格式错误'],
    ['a character of four bytes', '<attach>🎁</attach>', { attach: '🎁' }, '编码格式错误'],
    ['one as a character reference', '<attach>&#127873;</attach>', { attach: '🎁' }, '编码格式错误'],
    ['one of three bytes', '<attach>❤茶</attach>', { attach: '❤茶' }, 'OK'],
    ['a comment', '<!-- a -->', {}, 'XML格式错误'],
    ['an attribute', '<attach a="1"/>', {}, 'XML格式错误'],
    ['an element twice, once empty', '<body/>', {}, 'XML格式错误'],
  ])('%s', (_what, element, signedAs, returnMsg) => {
    const { send } = openTestCore()
    expect(messageOf(send('/pay/unifiedorder', withElement(element, signedAs)).body)).toBe(returnMsg)
  })

  test('a setting takes characters of four bytes', () => {
    const { send } = openTestCore({ settings: { acceptFourByteCharacters: true } })
    expect(messageOf(send('/pay/unifiedorder', withElement('<attach>🎁</attach>', { attach: '🎁' })).body)).toBe('OK')
  })

  /** silenceper/wechat#277 (https://github.com/silenceper/wechat/pull/277), WxJava#433 (https://github.com/binarywang/WxJava/issues/433) */
  test.each([
    ['another root', (body: string) => body.replace('<xml>', '<root>').replace('</xml>', '</root>')],
    ['no merchant', (body: string) => body.replace(/<mch_id>.*?<\/mch_id>/, '')],
    ['doubled underscores', (body: string) => body.replaceAll(/<\/?\w+_\w+>/g, (tag) => tag.replaceAll('_', '__'))],
  ])('%s: mch_id参数格式错误', (_what, change) => {
    const { send } = openTestCore()
    const body = Buffer.from(change(withElement('').toString()))
    expect(messageOf(send('/pay/unifiedorder', body).body)).toBe('mch_id参数格式错误')
  })

  test('a refund_desc with a character of four bytes is refused too', () => {
    const { paidOrder, refund } = openTestCore()
    paidOrder('ORDER-1')
    expect(refund('ORDER-1', 'R1', 8, { refund_desc: '不喜欢😀' })).toMatchObject({ return_msg: '编码格式错误' })
  })

  test('an expiry that is over is refused', () => {
    const { order, time } = openTestCore()
    time.now = NOON
    expect(order('ORDER-1', { time_expire: '20261120115959' })).toMatchObject({ err_code: 'PARAM_ERROR' })
    expect(order('ORDER-1', { time_expire: '20261120120030' })).toMatchObject({ err_code: 'INVALID_REQUEST' })
  })
})

/** https://pay.weixin.qq.com/wiki/doc/api/danpin.php?chapter=9_102&index=2, fields detail, goods_tag and version */
describe('item promotions', () => {
  const goods = { goods_id: 'iphone6s_16G', quantity: 1, price: 88 }
  const whole = {
    ...{ cost_price: 88, receipt_id: 'wx123' },
    goods_detail: [{ ...goods, wxpay_goods_id: '1001', goods_name: 'iPhone6s 16G' }, goods],
  }
  const store = { store_info: { id: 'SZTX001', name: '腾大餐厅', area_code: '440305', address: '科技园中一路' } }

  test.each<[name: string, value: unknown, errCode: string | undefined]>([
    ['detail', whole, undefined],
    ['detail', { goods_detail: [] }, undefined],
    ['detail', {}, undefined],
    ['detail', { goods_detail: [{ ...goods, quantity: '1', price: '88' }] }, undefined],
    ['detail', { goods_detail: [{ ...goods, goods_id: undefined }] }, 'PARAM_ERROR'],
    ['detail', { goods_detail: [{ ...goods, goods_id: 'g'.repeat(33) }] }, 'PARAM_ERROR'],
    ['detail', { goods_detail: [{ ...goods, price: 0.5 }] }, 'PARAM_ERROR'],
    ['detail', { goods_detail: goods }, 'PARAM_ERROR'],
    ['detail', [goods], 'PARAM_ERROR'],
    ['scene_info', store, undefined],
    ['scene_info', { store_info: { name: '腾大餐厅' } }, 'PARAM_ERROR'],
    ['scene_info', 1, 'PARAM_ERROR'],
  ])('%s %j', (name, value, errCode) => {
    const answer = openTestCore().order('ORDER-1', { [name]: JSON.stringify(value), goods_tag: 'WXG', version: '1.0' })
    expect(answer.err_code).toBe(errCode)
  })

  test.each([
    ['detail', '茶'],
    ['detail', '{"goods_detail":['],
    ['scene_info', 'store'],
  ])('%s %s is no JSON', (name, value) => {
    expect(openTestCore().order('ORDER-1', { [name]: value })).toMatchObject({
      ...{ return_code: 'SUCCESS', err_code: 'PARAM_ERROR', err_code_des: `invalid ${name}` },
    })
  })

  test('detail as plain text instead of CDATA', () => {
    const { send } = openTestCore()
    const detail = '{"goods_detail":[]}'
    const body = withElement(`<detail>${detail.replaceAll('"', '&quot;')}</detail>`, { detail })
    expect(messageOf(send('/pay/unifiedorder', body).body)).toBe('OK')
  })

  test('orderquery takes version too', () => {
    const { call, order } = openTestCore()
    order('ORDER-1')
    expect(call('/pay/orderquery', { out_trade_no: 'ORDER-1', version: '1.0' }).trade_state).toBe('NOTPAY')
  })
})

/** https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_8; WeChat's PHP demo sends it after each failed call. */
describe('payitil/report', () => {
  const reported = {
    ...{ interface_url: 'https://api.mch.weixin.qq.com/pay/unifiedorder', user_ip: '123.12.12.123' },
    ...{ execute_time_: '1000', return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'ORDERPAID' },
  }

  test('is taken', () => {
    expect(openTestCore().call('/payitil/report', reported)).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
    })
  })

  test.each([
    ['interface_url', 'interface_url参数长度有误'],
    ['user_ip', 'user_ip参数长度有误'],
    ['return_code', 'return_code参数长度有误'],
    ['result_code', 'result_code参数长度有误'],
    ['execute_time_', 'execute_time_参数长度有误'],
  ])('wants %s', (name, returnMsg) => {
    expect(openTestCore().call('/payitil/report', { ...reported, [name]: '' }).return_msg).toBe(returnMsg)
  })

  test('takes a list of calls instead of one', () => {
    const { interface_url, user_ip } = reported
    const trades = '[{"out_trade_no":"ORDER-1","begin_time":"20161212141213","end_time":"20161212141218","state":"OK"}]'
    const { call } = openTestCore()
    expect(call('/payitil/report', { interface_url, user_ip, trades }).result_code).toBe('SUCCESS')
    expect(call('/payitil/report', { interface_url, user_ip, trades: '{}' }).return_msg).toBe('trades参数格式错误')
  })

  test('wants a right signature', () => {
    expect(openTestCore().call('/payitil/report', { ...reported, sign: 'x' }).return_msg).toBe('签名错误')
  })
})

/** Met by users: hpyer/node-easywechat#28, befinal/node-tenpay#97, PaySharp#44, WxJava#1088. */
describe('acknowledgements of other merchants', () => {
  // biome-ignore format: one row is one answer
  test.each<[what: string, status: number, body: string, acknowledged: boolean]>([
    ['as documented', 200, '<xml>\n  <return_code><![CDATA[SUCCESS]]></return_code>\n  <return_msg><![CDATA[OK]]></return_msg>\n</xml>', true],
    ['an empty return_msg as one tag (hpyer/node-easywechat#28)', 200, '<xml><return_code>SUCCESS</return_code><return_msg/></xml>', true],
    ['with a blank', 200, '<xml><return_code>SUCCESS</return_code><return_msg /></xml>', true],
    ['declaration and indentation', 200, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xml>\n  <return_code>SUCCESS</return_code>\n</xml>', true],
    ['without return_msg', 200, '<xml><return_code>SUCCESS</return_code></xml>', true],
    ['status 201', 201, '<xml><return_code>SUCCESS</return_code></xml>', false],
    ['dashes', 200, '<xml><return-code>SUCCESS</return-code></xml>', false],
    ['plain text', 200, 'SUCCESS', false],
    ['an empty return_code', 200, '<xml><return_code/></xml>', false],
    ['another root', 200, '<root><return_code>SUCCESS</return_code></root>', false],
  ])('%s', async (_what, status, body, acknowledged) => {
    const { core, paidOrder, time } = openTestCore({ post: async () => ({ status, body }) })
    paidOrder('ORDER-1')
    await core.runDue(time.now)
    expect(core.world.outbox.all()).toMatchObject([{ outcome: acknowledged ? 'acknowledged' : 'pending' }])
  })
})
