import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openAuthority } from '@stack/emulator-kit/certificates'
import { createClock } from '@stack/emulator-kit/clock'
import { describe, expect, onTestFinished, test } from 'vitest'
import { merchantOf, openSimulator, send, shareSimulator, temporaryFolder } from '../helpers/stack.ts'

const REFUND = { out_trade_no: 'ORDER-1', out_refund_no: 'R1', total_fee: '88', refund_fee: '88' }

describe('the gateway over TLS', () => {
  const shared = shareSimulator()

  test('an answer has the headers and the bytes of the real one', async () => {
    const simulator = shared()
    const answer = await send(simulator, '/pay/orderquery', '<xml></xml>')
    expect(answer.body).toBe(
      '<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[appid参数长度有误]]></return_msg>\n</xml>',
    )
    expect(answer.headers).toMatchObject({
      server: 'nginx',
      'content-type': 'text/plain',
      'keep-alive': 'timeout=8',
      'content-length': String(Buffer.byteLength(answer.body)),
    })
  })

  test.each(['api', 'api2', 'apihk', 'apius'])('it answers as %s.mch.weixin.qq.com, verified', async (name) => {
    const simulator = shared()
    const answer = await send(simulator, '/pay/orderquery', '<xml></xml>', {
      servername: `${name}.mch.weixin.qq.com`,
      headers: { Host: `${name}.mch.weixin.qq.com` },
    })
    expect(answer.status).toBe(200)
  })

  test('another Host and any Origin are refused', async () => {
    const simulator = shared()
    expect(
      (
        await send(simulator, '/pay/orderquery', '', {
          servername: 'localhost',
          headers: { Host: 'evil.test' },
        })
      ).status,
    ).toBe(403)
    expect((await send(simulator, '/pay/orderquery', '', { headers: { Origin: 'https://evil.test' } })).status).toBe(
      403,
    )
  })

  test('refunds: no certificate, a foreign one, the own one', async () => {
    const simulator = shared()
    const { bodyOf, certificate } = merchantOf(simulator)
    const none = await send(simulator, '/secapi/pay/refund', bodyOf(REFUND))
    expect(none).toMatchObject({ status: 400, headers: { 'content-type': 'text/html', server: 'nginx' } })
    expect(none.body).toContain('<center>No required SSL certificate was sent</center>\r\n')

    const stranger = await openAuthority({ dir: await temporaryFolder(), name: 'stranger' })
    const { certPem: cert, keyPem: key } = stranger.issueClient(simulator.merchant.mchId)
    const foreign = await send(simulator, '/secapi/pay/refund', bodyOf(REFUND), { cert, key })
    expect(foreign.status).toBe(400)
    expect(foreign.body).toContain('<center>The SSL certificate error</center>\r\n')

    const own = await send(simulator, '/secapi/pay/refund', bodyOf(REFUND), certificate)
    expect(own.status).toBe(200)
    expect(own.body).toContain('<err_code_des><![CDATA[订单不存在]]></err_code_des>')
  })

  test('the merchant files belong together', () => {
    const { merchant } = shared()
    expect(merchant).toMatchObject({ signType: 'HMAC-SHA256' })
    expect(merchant.appId).toMatch(/^wx[0-9a-f]{16}$/)
    expect(merchant.mchId).toMatch(/^16\d{8}$/)
    expect(merchant.apiKey).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(createPrivateKey(readFileSync(merchant.keyFile)).type).toBe('private')
    expect(readFileSync(merchant.p12File).length).toBeGreaterThan(1000)
  })
})

test('a data folder is used by one simulator at a time; a given clock stays with who made it', async () => {
  const clock = createClock({ startAtMs: Date.parse('2030-01-01T00:00:00Z') })
  onTestFinished(() => clock.close())
  const dataDir = await temporaryFolder()
  const simulator = await openSimulator({ clock, dataDir })
  expect(simulator.clock).toBe(clock)
  await expect(openSimulator({ dataDir })).rejects.toThrow('another stack is running on this data folder')
  await simulator.close()
  await clock.advance(1000)
})
