import net, { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createWxPayClient, type WxPayOptions } from '../../src/index.ts'
import { testCertificate } from '../../src/testing.ts'
import { captureRejection } from '../helpers/capture.ts'
import { answer } from '../helpers/fake-gateway.ts'
import { fixture, fixtureBytes } from '../helpers/fixture.ts'
import { startHttpsServer } from '../helpers/https-server.ts'
import { merchant } from '../helpers/merchant.ts'

const outTradeNo = '20150806125346'
const refund = { outTradeNo, outRefundNo: 'R1', totalFee: 88, refundFee: 88 }
const refundAnswer = answer({
  transaction_id: '4200000478201912254663157927',
  out_trade_no: outTradeNo,
  out_refund_no: 'R1',
  refund_id: '50000408942018111907145868882',
  refund_fee: '88',
  total_fee: '88',
  cash_fee: '88',
})
const pem = testCertificate

function connect(baseUrl: string, options: Partial<WxPayOptions> = {}) {
  const client = createWxPayClient({ ...merchant, baseUrl, ca: fixture('ca.pem'), certificate: pem, ...options })
  onTestFinished(() => client.close())
  return client
}

test('many calls, one handshake', async () => {
  const server = await startHttpsServer((response) => response.end(answer({})))
  const client = connect(server.url)
  for (let n = 0; n < 20; n += 1) await client.closeOrder({ outTradeNo })
  expect(server.requests).toHaveLength(20)
  expect(server.handshakes).toBe(1)
})

test.each([
  ['PEM', pem],
  ['p12 with the merchant number as passphrase', { p12: fixtureBytes('client.p12') }],
  ['p12 with a passphrase', { p12: fixtureBytes('client.p12'), passphrase: '10000100' }],
])('a refund presents the client certificate, %s; other calls do not', async (_name, certificate) => {
  const server = await startHttpsServer((response, { url }) =>
    response.end(url?.includes('refund') ? refundAnswer : answer({})),
  )
  const client = connect(server.url, { certificate })
  await client.refund(refund)
  await client.closeOrder({ outTradeNo })
  await client.refund(refund)
  expect(server.requests.map(({ certificateOf }) => certificateOf)).toEqual(['10000100', undefined, '10000100'])
  expect(server.handshakes).toBe(2)
})

test('a server that is not trusted gets nothing', async () => {
  const server = await startHttpsServer((response) => response.end(answer({})))
  const client = createWxPayClient({ ...merchant, baseUrl: server.url })
  onTestFinished(() => client.close())
  const error = await captureRejection(client.closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ kind: 'network', code: 'TLS_FAILED', outcome: 'known' })
  expect(server.requests).toHaveLength(0)
})

test('a server with another name gets nothing', async () => {
  const server = await startHttpsServer((response) => response.end(answer({})))
  const client = connect(server.url.replace('127.0.0.1', '127.0.0.2'))
  const error = await captureRejection(client.closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ outcome: 'known' })
  expect(server.requests).toHaveLength(0)
})

test('a refused connection: nothing was sent', async () => {
  const closed = net.createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise<unknown>((resolve) => closed.close(resolve))
  const error = await captureRejection(connect(`https://127.0.0.1:${port}`).closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ kind: 'network', code: 'CONNECT_FAILED', outcome: 'known' })
})

test('a server that accepts and is silent: connect time-out, nothing was sent', async () => {
  const silent = net.createServer((socket) => socket.resume().on('error', () => socket.destroy()))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void silent.close(() => resolve())))
  const client = connect(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`, { timeouts: { connectMs: 40 } })
  const error = await captureRejection(client.closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ kind: 'timeout', code: 'CONNECT_TIMEOUT', outcome: 'known' })
})

test('a dead primary and a live back-up domain', async () => {
  const primary = await startHttpsServer((response) => response.destroy())
  const backup = await startHttpsServer((response) => response.end(answer({})))
  await connect(primary.url, { backupBaseUrl: backup.url }).closeOrder({ outTradeNo })
  expect([primary.requests.length, backup.requests.length]).toEqual([2, 1])
})

test('another baseUrl alone never falls back to the real gateway', async () => {
  const server = await startHttpsServer((response, _request, count) =>
    count < 3 ? response.destroy() : response.end(answer({})),
  )
  await connect(server.url).closeOrder({ outTradeNo })
  expect(server.requests).toHaveLength(3)
})

test('a connection lost while the request was under way: unknown', async () => {
  const server = await startHttpsServer((response) => response.destroy())
  const error = await captureRejection(connect(server.url).closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ kind: 'network', code: 'CONNECTION_LOST', outcome: 'unknown' })
})

test('a keep-alive connection that the server has closed meanwhile costs a try, not the call', async () => {
  const server = await startHttpsServer((response, _request, count) =>
    count === 2 ? response.destroy() : response.end(answer({})),
  )
  const client = connect(server.url)
  await client.closeOrder({ outTradeNo })
  await client.closeOrder({ outTradeNo })
  expect(server.requests).toHaveLength(3)
  expect(server.handshakes).toBe(2)
})

test('an answer that breaks off', async () => {
  const server = await startHttpsServer((response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('<xml>', () => response.destroy())
  })
  const error = await captureRejection(connect(server.url).closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ code: 'CONNECTION_LOST', outcome: 'unknown' })
})

test('silence: read time-out, unknown', async () => {
  const server = await startHttpsServer(() => undefined)
  const client = connect(server.url, { timeouts: { readMs: 100 } })
  const error = await captureRejection(client.closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ kind: 'timeout', code: 'READ_TIMEOUT', outcome: 'unknown' })
})

test('the total time-out ends a call whose answer only drips, tries and back-up domain included', async () => {
  const server = await startHttpsServer((response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('<'), 50)
    response.on('close', () => clearInterval(drip))
  })
  const client = connect(server.url)
  const startedAt = Date.now()
  const error = await captureRejection(client.closeOrder({ outTradeNo }, { deadline: startedAt + 1100 }))
  expect(error).toMatchObject({ kind: 'timeout', code: 'TOTAL_TIMEOUT', outcome: 'unknown' })
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000)
  expect(Date.now() - startedAt).toBeLessThan(5000)
  expect(server.requests).toHaveLength(1)
})

test('an answer larger than a message can be is given up', async () => {
  const server = await startHttpsServer((response) => response.end('<xml>'.repeat(20_000)))
  const error = await captureRejection(connect(server.url).closeOrder({ outTradeNo }))
  expect(error).toMatchObject({ code: 'ANSWER_TOO_LARGE', outcome: 'unknown', retryable: false })
  expect(server.requests).toHaveLength(1)
})

test('a closed client has no connection left', async () => {
  const server = await startHttpsServer((response) => response.end(answer({})))
  const client = connect(server.url)
  await client.closeOrder({ outTradeNo })
  client.close()
  await client.closeOrder({ outTradeNo })
  expect(server.handshakes).toBe(2)
})
