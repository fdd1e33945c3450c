import { describe, expect, test } from 'vitest'
import type { WxPayOptions } from '../../src/index.ts'
import { captureRejection } from '../helpers/capture.ts'
import { type Answer, answer, fakeGateway, refusal, systemError } from '../helpers/fake-gateway.ts'
import { orderQueryAnswer } from '../helpers/vectors.ts'

const outTradeNo = '20150806125346'
const closed = answer({})
const primary = 'https://api.mch.weixin.qq.com'
const backup = 'https://api2.mch.weixin.qq.com'
const hosts = (requests: { url: string }[]) => requests.map(({ url }) => new URL(url).origin)
const run = (answers: Answer[], options?: Partial<WxPayOptions> & { tookMs?: number }) => {
  const gateway = fakeGateway(answers, options)
  return { ...gateway, close: () => gateway.client.closeOrder({ outTradeNo }) }
}

describe('what is repeated by itself', () => {
  test.each([
    ['a lost connection', systemError('ECONNRESET'), []],
    ['a refused connection', systemError('ECONNREFUSED'), []],
    ['an unknown name', systemError('ENOTFOUND'), []],
    ['an untrusted server', systemError('SELF_SIGNED_CERT_IN_CHAIN'), []],
    ['502', { status: 502, body: '' }, [200, 200]],
    ['HTML', '<html></html>', [200, 200]],
    ['a truncated answer', '<xml><return_code>', [200, 200]],
    ['SYSTEMERROR', refusal('SYSTEMERROR'), [200, 200]],
  ] as [string, Answer, number[]][])(
    '%s: three tries, the last on the back-up domain',
    async (_name, failure, expected) => {
      const { close, requests, pauses } = run([failure, failure, closed])
      await close()
      expect(hosts(requests)).toEqual([primary, primary, backup])
      expect(pauses).toEqual(expected)
    },
  )

  test('a refund under way: BIZERR_NEED_RETRY', async () => {
    const { client, requests } = fakeGateway([refusal('BIZERR_NEED_RETRY')])
    const wanted = { outTradeNo, outRefundNo: 'R1', totalFee: 2, refundFee: 1 }
    expect(await captureRejection(client.refund(wanted))).toMatchObject({ code: 'BIZERR_NEED_RETRY', outcome: 'known' })
    expect(requests).toHaveLength(3)
  })

  test('business parameters stay the same, nonce and sign are new', async () => {
    const { close, requests } = run([systemError('ECONNRESET'), systemError('ECONNRESET'), closed])
    await close()
    const business = requests.map(({ fields: { nonce_str: _n, sign: _s, ...rest } }) => rest)
    expect(business[1]).toStrictEqual(business[0])
    expect(business[2]).toStrictEqual(business[0])
    expect(new Set(requests.map(({ fields }) => fields.nonce_str)).size).toBe(3)
    expect(new Set(requests.map(({ fields }) => fields.sign)).size).toBe(3)
  })
})

test.each([
  ['a refusal', refusal('ORDERPAID')],
  ['a wrong sign', closed.replace(/[0-9A-F]{64}/, 'A'.repeat(64))],
  ['another merchant', answer({ mch_id: '1' })],
  ['FREQUENCY_LIMITED', refusal('FREQUENCY_LIMITED')],
])('%s is not repeated', async (_name, failure) => {
  const { close, requests } = run([failure])
  await captureRejection(close())
  expect(requests).toHaveLength(1)
})

test('a mistake of ours is thrown as it is', async () => {
  const broken = {
    nonce: () => {
      throw new TypeError('a bug')
    },
  }
  await expect(run([closed], broken).close()).rejects.toThrow(new TypeError('a bug'))
})

describe('time', () => {
  test('the total covers all tries: silence for 3 s, then 2 s, then 1 s on the back-up domain', async () => {
    const { close, requests, clock } = run([systemError('ETIMEDOUT')], { tookMs: 10_000 })
    const startedAt = clock.now
    await captureRejection(close())
    expect(requests.map(({ totalMs, readMs }) => [totalMs, readMs])).toEqual([
      [5000, 3000],
      [2000, 2000],
      [1000, 1000],
    ])
    expect(hosts(requests)).toEqual([primary, primary, backup])
    expect(clock.now - startedAt).toBe(6000)
  })

  test('a total of 2 s still reaches the back-up domain', async () => {
    const { close, requests } = run([systemError('ETIMEDOUT')], { tookMs: 10_000, timeouts: { totalMs: 2000 } })
    await captureRejection(close())
    expect(hosts(requests)).toEqual([primary, backup])
    expect(requests.map(({ totalMs }) => totalMs)).toEqual([1000, 1000])
  })

  test('connect and read times are bounded by what is left', async () => {
    const { close, requests } = run([closed], { timeouts: { totalMs: 1500, connectMs: 9000, readMs: 9000 } })
    await close()
    expect(requests[0]).toMatchObject({ connectMs: 1500, readMs: 1500, totalMs: 1500 })
  })

  test("a deadline in seconds is the caller's mistake, not a lack of time", async () => {
    const { client, clock, requests } = fakeGateway([closed])
    const deadline = Math.round(clock.now / 1000) + 3
    expect(await captureRejection(client.closeOrder({ outTradeNo }, { deadline }))).toMatchObject({
      ...{ kind: 'input', code: 'BAD_PARAM', retryable: false },
      message: `[wxpay-core] deadline is ${deadline}: expected epoch ms. Likely cause: it is in seconds`,
    })
    expect(requests).toHaveLength(0)
  })

  test('a deadline shortens the total', async () => {
    const { client, requests, clock } = fakeGateway([closed])
    await client.closeOrder({ outTradeNo }, { deadline: clock.now + 3000 })
    await client.closeOrder({ outTradeNo }, { deadline: clock.now + 60_000 })
    expect(requests.map(({ totalMs }) => totalMs)).toEqual([2000, 5000])
  })

  test.each([999, 0, -5000, Number.NaN])('with %d ms left a call is not begun', async (left) => {
    const { client, requests, clock } = fakeGateway([closed])
    const error = await captureRejection(client.closeOrder({ outTradeNo }, { deadline: clock.now + left }))
    expect(error).toMatchObject({ kind: 'deadline', code: 'DEADLINE', outcome: 'known', retryable: true })
    expect(requests).toHaveLength(0)
  })

  test('with 1000 ms left it is', async () => {
    const { client, clock } = fakeGateway([closed])
    await expect(client.closeOrder({ outTradeNo }, { deadline: clock.now + 1000 })).resolves.toBeUndefined()
  })

  test('a repetition is not begun with less than half a second left', async () => {
    const { client, requests, clock } = fakeGateway([systemError('ECONNRESET')], { tookMs: 600 })
    await captureRejection(client.closeOrder({ outTradeNo }, { deadline: clock.now + 1099 }))
    expect(requests).toHaveLength(1)
  })

  test('a clock that is set back does not make a try longer', async () => {
    const { close, requests, clock } = run([systemError('ECONNRESET'), closed], { tookMs: -100_000 })
    await close()
    expect(requests[1]?.totalMs).toBe(5000)
    expect(clock.now).toBeLessThan(Date.UTC(2026, 0, 1))
  })
})

describe('outcome', () => {
  test.each([
    ['ENOTFOUND', 'network', 'DNS_FAILED', 'known'],
    ['EAI_AGAIN', 'network', 'DNS_FAILED', 'known'],
    ['ECONNREFUSED', 'network', 'CONNECT_FAILED', 'known'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network', 'TLS_FAILED', 'known'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network', 'TLS_FAILED', 'known'],
    ['CERT_HAS_EXPIRED', 'network', 'TLS_FAILED', 'known'],
    ['EPROTO', 'network', 'TLS_FAILED', 'unknown'],
    ['ECONNRESET', 'network', 'CONNECTION_LOST', 'unknown'],
    ['EPIPE', 'network', 'CONNECTION_LOST', 'unknown'],
    ['ETIMEDOUT', 'network', 'CONNECTION_LOST', 'unknown'],
    ['NEW', 'network', 'CONNECTION_LOST', 'unknown'],
  ])('a transport that fails with %s', async (systemCode, kind, code, outcome) => {
    const error = await captureRejection(run([systemError(systemCode)]).close())
    expect(error).toMatchObject({ kind, code, outcome, retryable: true, cause: { code: systemCode } })
    expect(error.message).toContain(`no answer from api2.mch.weixin.qq.com: ${systemCode}`)
  })

  test('once open, a failure to send again does not close it', async () => {
    const { close } = run([systemError('ECONNRESET'), systemError('ECONNREFUSED')])
    expect(await captureRejection(close())).toMatchObject({ code: 'CONNECT_FAILED', outcome: 'unknown' })
  })

  test('nor does a refusal: the first try may still be under way', async () => {
    const { close } = run([systemError('ECONNRESET'), refusal('ORDERNOTEXIST')])
    expect(await captureRejection(close())).toMatchObject({ code: 'ORDERNOTEXIST', outcome: 'unknown' })
  })

  test('a query changes nothing, so its last try decides', async () => {
    const { client } = fakeGateway([systemError('ECONNRESET'), refusal('ORDERNOTEXIST')])
    expect(await captureRejection(client.orderQuery({ outTradeNo }))).toMatchObject({ outcome: 'known' })
  })

  test('success after an open try is success', async () => {
    const { client } = fakeGateway([systemError('ECONNRESET'), answer(orderQueryAnswer)])
    expect(await client.orderQuery({ outTradeNo })).toMatchObject({ tradeState: 'NOTPAY' })
  })
})
