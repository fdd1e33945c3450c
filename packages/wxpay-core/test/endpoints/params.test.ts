import { describe, expect, test } from 'vitest'
import { captureRejection } from '../helpers/capture.ts'
import { answer, fakeGateway } from '../helpers/fake-gateway.ts'
import { unifiedOrderAnswer } from '../helpers/vectors.ts'

const order = {
  outTradeNo: '20150806125346',
  totalFee: 88,
  body: 'test',
  notifyUrl: 'https://example.com/pay-notify',
  spbillCreateIp: '123.12.12.123',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
}
const refund = { outTradeNo: '20150806125346', outRefundNo: 'R1', totalFee: 88, refundFee: 40 }

const orderWith = (change: object) => {
  const { client, requests } = fakeGateway([answer(unifiedOrderAnswer)])
  return { promise: client.unifiedOrder({ ...order, ...change }), requests }
}

describe('unifiedOrder refuses before anything is sent', () => {
  test.each([
    ['outTradeNo', 'short'],
    ['outTradeNo', 'A'.repeat(33)],
    ['outTradeNo', '订单20150806'],
    ['outTradeNo', 'order#1'],
    ['outTradeNo', 20150806125346],
    ['totalFee', 0],
    ['totalFee', -1],
    ['totalFee', 0.5],
    ['totalFee', 88.000001],
    ['totalFee', '88'],
    ['totalFee', Number.NaN],
    ['totalFee', Number.POSITIVE_INFINITY],
    ['totalFee', 100_000_001],
    ['totalFee', null],
    ['body', ''],
    ['body', ' test'],
    ['body', 'test\n'],
    ['body', 'test\u3000'],
    ['body', '支'.repeat(43)],
    ['body', 'a\0b'],
    ['body', 'a\u0007b'],
    ['body', 'a\rb'],
    ['body', 'a\ufffeb'],
    ['body', 'a\ud83cb'],
    ['body', 'shifts,`the bill'],
    ['body', '🎓毕业'],
    ['body', '\u{20bb7}野家'],
    ['attach', '😀'],
    ['detail', '{"a":"😀"}'],
    ['deviceInfo', '😀'],
    ['goodsTag', '😀'],
    ['productId', '😀'],
    ['sceneInfo', '{"a":"😀"}'],
    ['notifyUrl', 'https://example.com/😀'],
    ['notifyUrl', 'https://example.com/\u0007'],
    ['timeExpire', 1_490_840_662],
    ['timeStart', 1_490_840_662],
    ['attach', 'a'.repeat(128)],
    ['notifyUrl', 'example.com/n'],
    ['notifyUrl', 'ftp://example.com/n'],
    ['notifyUrl', 'https://example.com/n?a=1'],
    ['notifyUrl', 'https://example.com/n#a'],
    ['notifyUrl', 'https://user@example.com/n'],
    ['notifyUrl', 'https://example.com:99999/n'],
    ['notifyUrl', `https://example.com/${'n'.repeat(240)}`],
    ['spbillCreateIp', '123.12.12'],
    ['spbillCreateIp', 'localhost'],
    ['openid', 'o U'],
    ['openid', 'o'.repeat(129)],
    ['tradeType', 'MICROPAY'],
    ['timeStart', '20260101000000'],
    ['timeExpire', 1.5],
    ['timeExpire', -1],
    ['detail', 'd'.repeat(6001)],
    ['feeType', 'USD'],
    ['limitPay', 'no_debit'],
  ])('%s %j', async (name, value) => {
    const { promise, requests } = orderWith({ [name]: value })
    const error = await captureRejection(promise)
    expect(error).toMatchObject({ kind: 'input', code: 'BAD_PARAM', outcome: 'known', retryable: false })
    expect(error.message).toMatch(new RegExp(`^\\[wxpay-core\\] ${name} is .+: expected .+`, 's'))
    if (name === 'openid') expect(error.message).not.toContain(String(value))
    expect(requests).toHaveLength(0)
  })

  test.each(['outTradeNo', 'totalFee', 'body', 'notifyUrl', 'spbillCreateIp'])('%s missing', async (name) => {
    const { promise, requests } = orderWith({ [name]: undefined })
    expect(await captureRejection(promise)).toMatchObject({ kind: 'input', code: 'MISSING_PARAM' })
    expect(requests).toHaveLength(0)
  })

  test.each([
    ['JSAPI', { openid: undefined }, 'openid is missing: tradeType JSAPI needs it'],
    ['NATIVE', { tradeType: 'NATIVE' }, 'productId is missing: tradeType NATIVE needs it'],
    ['MWEB', { tradeType: 'MWEB' }, 'sceneInfo is missing: tradeType MWEB needs it'],
  ])('what %s needs', async (_name, change, message) => {
    expect(await captureRejection(orderWith(change).promise)).toMatchObject({
      code: 'MISSING_PARAM',
      message: `[wxpay-core] ${message}`,
    })
  })

  test('a misspelt parameter', async () => {
    expect(await captureRejection(orderWith({ notifyURL: 'https://example.com' }).promise)).toMatchObject({
      code: 'UNKNOWN_PARAM',
      message: '[wxpay-core] there is no parameter "notifyURL"',
    })
    expect(await captureRejection(orderWith(JSON.parse('{"__proto__":1}')).promise)).toMatchObject({
      code: 'UNKNOWN_PARAM',
    })
  })

  test('a character of four bytes is named, and so is the cure', async () => {
    // Protocol rules of API v2, edition 2024-11-18: one to three bytes a character.
    expect((await captureRejection(orderWith({ body: '🎓毕业' }).promise)).message).toContain(
      '"🎓" (U+1F393) takes four bytes of UTF-8, WeChat Pay takes one to three. Use toSendableText',
    )
  })

  test.each(['body', 'attach', 'detail', 'deviceInfo', 'goodsTag', 'productId', 'sceneInfo', 'notifyUrl'])(
    'so it is in %s',
    async (name) => {
      const { message } = await captureRejection(orderWith({ [name]: 'https://example.com/\u{20bb7}' }).promise)
      expect(message).toContain(`${name} is `)
      expect(message).toContain('(U+20BB7) takes four bytes of UTF-8')
    },
  )

  test('a time in seconds is told as one', async () => {
    expect((await captureRejection(orderWith({ timeExpire: 1_490_840_662 }).promise)).message).toContain(
      'it is in seconds: multiply by 1000',
    )
  })

  test.each([-1, 0, 1.5, Number.NaN, 1_000_000_000_000, 1_490_840_662_000.5, 253_402_300_800_000])(
    'the time %d is none, and not one in seconds',
    async (timeExpire) => {
      const { message } = await captureRejection(orderWith({ timeExpire }).promise)
      expect(message).toMatch(/^\[wxpay-core\] timeExpire is .+: expected epoch ms/)
      expect(message).not.toContain('in seconds')
    },
  )

  test('an expiry before the start', async () => {
    expect(
      await captureRejection(orderWith({ timeStart: 1_490_840_662_000, timeExpire: 1_490_840_662_000 }).promise),
    ).toMatchObject({
      code: 'BAD_PARAM',
      message: '[wxpay-core] timeExpire 1490840662000 is not after timeStart 1490840662000',
    })
  })
})

test.each([
  ['outTradeNo', 'A-b_1|*'],
  ['totalFee', 1],
  ['totalFee', 100_000_000],
  ['body', '支'.repeat(42)],
  ['body', '毕业 a & b <c>, `d`'],
  ['notifyUrl', 'http://10.0.0.1:8080/n'],
  ['notifyUrl', 'https://example.com'],
  ['spbillCreateIp', '2001:db8::1'],
  ['spbillCreateIp', '::ffff:10.0.0.1'],
  ['attach', undefined],
])('unifiedOrder sends %s %j', async (name, value) => {
  const { promise, requests } = orderWith({ [name]: value })
  expect(await promise).toHaveProperty('prepayId')
  expect(requests).toHaveLength(1)
})

test.each([
  ['refundFee above totalFee', { refundFee: 89 }, 'REFUND_EXCEEDS_TOTAL'],
  ['refundFee 0', { refundFee: 0 }, 'BAD_PARAM'],
  ['refundFee a fraction', { refundFee: 0.5 }, 'BAD_PARAM'],
  ['outRefundNo of 65', { outRefundNo: 'R'.repeat(65) }, 'BAD_PARAM'],
  ['outRefundNo with a blank', { outRefundNo: 'R 1' }, 'BAD_PARAM'],
  ['refundDesc of 81 bytes', { refundDesc: '款'.repeat(27) }, 'BAD_PARAM'],
  ['refundDesc with a character of four bytes', { refundDesc: '不喜欢😀' }, 'BAD_PARAM'],
  ['refundAccount', { refundAccount: 'X' }, 'BAD_PARAM'],
  ['notifyUrl with a query', { notifyUrl: 'https://example.com/?a' }, 'BAD_PARAM'],
  ['no number of the order', { outTradeNo: undefined }, 'MISSING_PARAM'],
])('refund refuses %s', async (_name, change, code) => {
  const { client, requests } = fakeGateway([''])
  expect(await captureRejection(client.refund({ ...refund, ...change } as typeof refund))).toMatchObject({
    kind: 'input',
    code,
  })
  expect(requests).toHaveLength(0)
})

test('the other calls look at their numbers too', async () => {
  const { client, requests } = fakeGateway([''])
  const calls: [Promise<unknown>, string][] = [
    [client.orderQuery({} as never), 'MISSING_PARAM'],
    [client.orderQuery({ outTradeNo: 'a b' }), 'BAD_PARAM'],
    [client.closeOrder({ outTradeNo: '' }), 'BAD_PARAM'],
    [client.refundQuery({ offset: 0 } as never), 'MISSING_PARAM'],
    [client.refundQuery({ refundId: '-' }), 'BAD_PARAM'],
    [client.downloadBill({ billDate: '20260231' }), 'BAD_PARAM'],
    [client.downloadBill({ billDate: '2026-02-01' }), 'BAD_PARAM'],
    [client.downloadBill({ billDate: '20260201', billType: 'RECHARGE_REFUND' as never }), 'BAD_PARAM'],
    [client.downloadBill({ billDate: '20260201', tarType: 'ZIP' as never }), 'BAD_PARAM'],
  ]
  for (const [promise, code] of calls) expect(await captureRejection(promise)).toMatchObject({ code })
  expect(requests).toHaveLength(0)
})
