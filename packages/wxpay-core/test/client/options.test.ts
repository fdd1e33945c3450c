import { expect, onTestFinished, test } from 'vitest'
import { createWxPayClient } from '../../src/index.ts'
import { capture } from '../helpers/capture.ts'
import { answer, fakeGateway } from '../helpers/fake-gateway.ts'
import { apiKey, merchant } from '../helpers/merchant.ts'

test.each([
  ['appId', '', 'letters and digits'],
  ['appId', 'wx d', 'letters and digits'],
  ['mchId', 'abc', 'digits'],
  ['mchId', undefined, 'digits'],
  ['apiKey', 'short', '32 letters and digits'],
  ['apiKey', `${apiKey} `, '32 letters and digits'],
  ['apiKey', undefined, '32 letters and digits'],
  ['signType', 'RSA', 'HMAC-SHA256 or MD5'],
  ['baseUrl', 'http://127.0.0.1:1', 'https address'],
  ['baseUrl', 'https://a.cn/?x', 'https address'],
  ['baseUrl', 'api.mch.weixin.qq.com', 'https address'],
  ['backupBaseUrl', 'http://127.0.0.1:1', 'https address'],
  ['timeouts', { totalMs: 999 }, 'at least 1000 ms'],
  ['timeouts', { readMs: 0 }, 'at least 1 ms'],
  ['timeouts', { connectMs: Number.NaN }, 'at least 1 ms'],
])('the option %s %j is refused', (name, value, expected) => {
  const error = capture(() => createWxPayClient({ ...merchant, [name]: value }))
  expect(error).toMatchObject({ kind: 'config', code: 'BAD_OPTION', outcome: 'known' })
  expect(error.message).toContain(name)
  expect(error.message).toContain(expected)
})

test('a refused key is not shown', () => {
  const error = capture(() => createWxPayClient({ ...merchant, apiKey: 'secret-with-a-slip' }))
  expect(error.message).toBe(
    '[wxpay-core] the option apiKey is of 18 characters: expected 32 letters and digits, the API v2 key of the merchant platform',
  )
})

test('a base address may have a path and a slash at its end', async () => {
  const { client, requests } = fakeGateway([answer({})], { baseUrl: 'https://proxy.example.com:8443/wxpay/' })
  await client.closeOrder({ outTradeNo: '20150806125346' })
  expect(requests[0]?.url).toBe('https://proxy.example.com:8443/wxpay/pay/closeorder')
})

test('the clock is read at each call, so that a runtime may put its own under Date', () => {
  const client = createWxPayClient(merchant)
  const { now } = Date
  onTestFinished(() => {
    Date.now = now
    client.close()
  })
  Date.now = () => 1_490_840_662_000
  expect(client.payParams('wx1').timeStamp).toBe('1490840662')
})
