import { describe, expect, test } from 'vitest'
import { NETWORK_LOST, reasonIn, yuan } from '../../client/cashier/cashier-word.ts'
import { encodeRequest } from '../../client/phone/encode-request.ts'
import { type BrowserStorage, keepSession, keepStorage } from '../../client/phone/keep-user-data.ts'
import { describeEntry } from '../../client/shell/activity-row.ts'
import { prettyJson, prettyXml } from '../../client/shell/pretty-print.ts'
import { readElements } from '../../client/shell/read-elements.ts'
import { dateAndTime, durationText, STEPS, timeOfDay, untilTomorrow } from '../../client/shell/stack-time.ts'
import type { Activity } from '../../src/serve/activity-entry.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const call = (answer: unknown): Activity => ({
  ...{ kind: 'call' as const, at: 0, user: '买家 A', name: 'create-order', data: {}, answer, ms: 12 },
})
const gateway = (responseBody: string, status = 200): Activity => ({
  ...{ kind: 'gateway' as const, at: 0, path: '/pay/unifiedorder', clientCertificate: null },
  ...{ requestBody: '<xml/>', status, responseBody },
})
const notified = (answer: { status: number | null; answer: string | null; acknowledged: 0 | 1 }): Activity => ({
  ...{ kind: 'notification' as const, at: 0, notification: 'pay' as const, url: 'https://shop.test/pay-notify' },
  ...{ requestBody: '<xml/>', error: 'connect ECONNREFUSED', ...answer },
})
const cashier = (action: string, errMsg: string): Activity => ({
  ...{ kind: 'cashier' as const, at: 0, action, openid: 'oA', outTradeNo: 'WM1', errMsg },
})
const xml = (elements: Record<string, string>) =>
  `<xml>${Object.entries(elements).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)}</xml>`

const OK = xml({ return_code: 'SUCCESS', result_code: 'SUCCESS' })
const REFUSED = xml({ return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'ORDERPAID' })
const UNSIGNED = xml({ return_code: 'FAIL', return_msg: '签名错误' })
const ACCEPTED = xml({ return_code: 'SUCCESS' })

describe('an entry of the way in one line', () => {
  test.each<[Activity, string, boolean]>([
    [call({ result: { ok: true } }), '买家 A → 云函数 | create-order | ok · 12 ms', false],
    [call({ result: undefined }), '买家 A → 云函数 | create-order | ok · 12 ms', false],
    [call({ result: { ok: false, refused: 'sold_out' } }), '买家 A → 云函数 | create-order | sold_out', true],
    [call({ result: { ok: false } }), '买家 A → 云函数 | create-order | refused', true],
    [
      call({ errCode: -1, errMsg: 'cloud.callFunction:fail x' }),
      '买家 A → 云函数 | create-order | cloud.callFunction:fail x',
      true,
    ],
    [gateway(OK), '云函数 → 微信支付 | /pay/unifiedorder | SUCCESS', false],
    [gateway(REFUSED), '云函数 → 微信支付 | /pay/unifiedorder | ORDERPAID', true],
    [gateway(UNSIGNED), '云函数 → 微信支付 | /pay/unifiedorder | FAIL 签名错误', true],
    [gateway('(120 bytes)'), '云函数 → 微信支付 | /pay/unifiedorder | 200', false],
    [gateway('<html></html>', 502), '云函数 → 微信支付 | /pay/unifiedorder | 502', true],
    [
      notified({ status: 200, answer: ACCEPTED, acknowledged: 1 }),
      '微信支付 → 云函数 | 支付结果通知 /pay-notify | 200 SUCCESS',
      false,
    ],
    [
      notified({ status: 500, answer: 'oops', acknowledged: 0 }),
      '微信支付 → 云函数 | 支付结果通知 /pay-notify | 500',
      true,
    ],
    [
      notified({ status: null, answer: null, acknowledged: 0 }),
      '微信支付 → 云函数 | 支付结果通知 /pay-notify | 无应答',
      true,
    ],
    [cashier('pay', 'requestPayment:ok'), '买家 A → 收银台 | 支付 WM1 | ok', false],
    [cashier('cancel', 'requestPayment:fail cancel'), '买家 A → 收银台 | 取消支付 WM1 | fail cancel', true],
  ])('%j', (activity, line, bad) => {
    const { from, to, text, result, ...rest } = describeEntry({ ...activity, seq: 1 }, () => '买家 A')
    expect(`${from} → ${to} | ${text} | ${result}`).toBe(line)
    expect(rest).toMatchObject({ kind: activity.kind, at: 0, bad })
  })

  test('what unfolds below it', () => {
    const entry = { ...gateway(OK), seq: 1, textToSign: 'a=1&key=***', clientCertificate: '1600000000' }
    const { details } = describeEntry(entry as Activity & { seq: number }, String)
    expect(details.map(({ title, text }) => `${title}: ${text.split('\n')[0]}`)).toStrictEqual([
      '请求 request: <xml/>',
      '待签名串 text to sign: a=1&key=***',
      '商户证书 client certificate: 1600000000',
      '应答 response 200: <xml>',
    ])
    const lost = describeEntry({ ...notified({ status: null, answer: null, acknowledged: 0 }), seq: 1 }, String)
    expect(lost.details[1]?.text).toBe('connect ECONNREFUSED')
  })
})

describe('texts', () => {
  test.each([
    ['<xml><a><![CDATA[x<b>y]]></a><n>1</n></xml>', '<xml>\n  <a><![CDATA[x<b>y]]></a>\n  <n>1</n>\n</xml>'],
    ['<xml>\n<a>1</a>\n\n</xml>', '<xml>\n  <a>1</a>\n</xml>'],
    ['<a><b><c>1</c></b><d/><e></e></a>', '<a>\n  <b>\n    <c>1</c>\n  </b>\n  <d/>\n  <e></e>\n</a>'],
    ['<?xml version="1.0"?><a>1</a>', '<?xml version="1.0"?>\n<a>1</a>'],
    ['交易时间,商户号\n`2026', '交易时间,商户号\n`2026'],
    ['', ''],
  ])('prettyXml(%j)', (text, pretty) => {
    expect(prettyXml(text)).toBe(pretty)
  })

  test('prettyJson', () => {
    expect([prettyJson({ a: [1] }), prettyJson(undefined)]).toStrictEqual(['{\n  "a": [\n    1\n  ]\n}', 'undefined'])
  })

  test('elements of a message', () => {
    expect(readElements('<xml><a><![CDATA[1]]></a><b>2</b></xml>')).toStrictEqual({ a: '1', b: '2' })
    expect(readElements('not xml')).toStrictEqual({})
  })

  test.each([
    [1, '0.01'],
    [10, '0.10'],
    [123, '1.23'],
    [100_000_000, '1000000.00'],
  ])('%i fen are ¥%s', (fen, text) => {
    expect(yuan(fen)).toBe(text)
  })

  test.each([
    ['requestPayment:fail (余额不足)', '余额不足'],
    ['requestPayment:fail (调用支付JSAPI缺少参数: appId)', '调用支付JSAPI缺少参数: appId'],
    ['requestPayment:fail parameter error', 'parameter error'],
    [NETWORK_LOST, '网络连接失败，请稍后再试'],
  ])('the reason in %j', (errMsg, reason) => {
    expect(reasonIn(errMsg)).toBe(reason)
  })
})

describe('time', () => {
  const noon = Date.parse('2026-11-23T12:00:00+08:00')

  test('is shown as in Beijing, wherever the browser is', () => {
    expect([timeOfDay(noon), dateAndTime(noon + 13 * HOUR)]).toStrictEqual(['12:00:00', '2026-11-24 01:00:00'])
  })

  test.each([
    ['2026-11-23T12:00:00+08:00', '2026-11-24T10:05:00+08:00'],
    ['2026-11-23T00:00:00+08:00', '2026-11-24T10:05:00+08:00'],
    ['2026-11-23T23:59:59+08:00', '2026-11-24T10:05:00+08:00'],
    ['2026-12-31T20:00:00Z', '2027-01-02T10:05:00+08:00'],
  ])('from %s to 10:05 tomorrow', (now, then) => {
    expect(Date.parse(now) + untilTomorrow(Date.parse(now), { hour: 10, minute: 5 })).toBe(Date.parse(then))
  })

  test.each([
    [0, '0 分'],
    [29_999, '0 分'],
    [599_990, '10 分'],
    [31 * MINUTE, '31 分'],
    [25 * HOUR, '1 天 1 小时'],
    [49 * HOUR + MINUTE, '2 天 1 小时 1 分'],
  ])('%i ms are %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })

  test('the steps of the workbench go forward', () => {
    expect(STEPS.map(({ label, ms }) => [label, ms(noon) / MINUTE])).toStrictEqual([
      ['+10 分钟', 10],
      ['+31 分钟', 31],
      ['+1 天', 1440],
      ['到明天 10:05', 22 * 60 + 5],
    ])
  })
})

describe('what a phone keeps', () => {
  const openStore = (): BrowserStorage => {
    const kept = new Map<string, string>()
    return {
      get length() {
        return kept.size
      },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }

  test('is kept apart by mini program and user', () => {
    const store = openStore()
    const [a, b, other] = [
      keepStorage(store, 'app', 'oA'),
      keepStorage(store, 'app', 'oB'),
      keepStorage(store, 'x', 'oA'),
    ]
    a.setItem('cart', '1')
    a.setItem('old', '2')
    a.removeItem('old')
    b.setItem('cart', '3')
    expect([a.keys(), a.getItem('cart'), b.getItem('cart'), other.keys()]).toStrictEqual([['cart'], '1', '3', []])
  })

  test('the open pages survive', () => {
    const store = openStore()
    expect(keepSession(store, 'app', 'oA').read()).toBeNull()
    keepSession(store, 'app', 'oA').write({ stack: ['pages/a/a?x=1'] })
    expect(keepSession(store, 'app', 'oA').read()).toStrictEqual({ stack: ['pages/a/a?x=1'] })
  })
})

describe('the data of wx.request', () => {
  const url = 'https://shop.test/a'
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  test.each<[method: string, url: string, header: Record<string, string>, data: unknown, sent: string]>([
    [
      'GET',
      url,
      {},
      { q: '茶', n: 1, o: { a: 1 }, none: undefined },
      `${url}?q=%E8%8C%B6&n=1&o=%7B%22a%22%3A1%7D null`,
    ],
    ['GET', `${url}?x=1#top`, {}, { q: 1 }, `${url}?x=1&q=1#top null`],
    ['GET', url, {}, {}, `${url} null`],
    ['POST', url, {}, { q: '茶' }, `${url} {"q":"茶"}`],
    ['POST', url, form, { q: '茶', n: 1 }, `${url} q=%E8%8C%B6&n=1`],
    ['POST', url, {}, '<xml/>', `${url} <xml/>`],
    ['PUT', url, {}, new TextEncoder().encode('bytes').buffer, `${url} bytes`],
    ['DELETE', url, {}, undefined, `${url} null`],
  ])('%s %s %j %j', (method, address, header, data, sent) => {
    const encoded = encodeRequest({ method, url: address, header, data })
    expect(`${encoded.url} ${encoded.body && new TextDecoder().decode(encoded.body)}`).toBe(sent)
    expect(encoded.header).toStrictEqual(header === form ? form : { 'content-type': 'application/json' })
  })
})
