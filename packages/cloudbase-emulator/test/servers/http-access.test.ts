import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ask, ask as askEmulator } from '../helpers/ask.ts'
import { cleanUp, launch, type Running } from '../helpers/stack.ts'

afterAll(cleanUp)

const ECHO = 'exports.main = async (event) => event'
const WHOAMI = `exports.main = async (event, context) => ({ source: process.env.TCB_SOURCE, openid: process.env.WX_OPENID ?? null, environ: context.environ })`
const ANSWER = `
const answers = {
  text: '<xml/>', number: 42, object: { a: 1 }, nothing: undefined, list: [1],
  made: { statusCode: 201, headers: { 'Content-Type': 'text/xml', 'X-Count': 2 }, body: '<xml>好</xml>' },
  bytes: { statusCode: 200, isBase64Encoded: true, headers: { 'content-type': 'image/gif' }, body: 'R0lGODlh' },
  objectBody: { statusCode: 200, body: { a: 1 } },
  jsonOfStatus: { status: 200, code: 'x' },
}
exports.main = async ({ queryStringParameters }) => {
  if (queryStringParameters.as === 'throw') throw new Error('secret detail')
  return answers[queryStringParameters.as]
}`

let emulator: Running

beforeAll(async () => {
  const code = { echo: ECHO, whoami: WHOAMI, answer: ANSWER }
  const http = { '/echo': 'echo', '/whoami': 'whoami', '/answer': 'answer' }
  emulator = await launch({ code, manifest: { http } }, { hosts: ['shop.example.com'], envId: 'env-1' })
})

const ask = (path: string, options?: Ask) => askEmulator(emulator, path, options)

test('a function gets the request as CloudBase hands it over', async () => {
  const headers = { 'Content-Type': 'text/xml', 'X-Trace': ['A', 'B'] }
  const { body } = await ask('/echo?a=1&b=%E5%A5%BD', { headers, body: '<xml>好</xml>' })
  expect(JSON.parse(body.toString())).toEqual({
    path: '/echo',
    httpMethod: 'POST',
    headers: expect.objectContaining({ 'content-type': 'text/xml', 'x-trace': 'A, B', host: expect.any(String) }),
    multiValueHeaders: expect.objectContaining({ 'content-type': ['text/xml'], 'x-trace': ['A', 'B'] }),
    queryStringParameters: { a: '1', b: '好' },
    requestContext: { requestId: expect.any(String), envId: 'env-1', appId: 1250000000, uin: 100000000001 },
    body: '<xml>好</xml>',
    isBase64Encoded: false,
  })
})

test.each([
  ['text/plain; charset=utf-8', false],
  ['text/xml', false],
  ['application/json', false],
  ['application/xml', false],
  ['application/vnd.api+json', false],
  ['application/x-www-form-urlencoded', false],
  ['application/octet-stream', true],
  ['application/xml-dtd-archive', false],
  ['application/jsonp2', true],
  ['image/png', true],
])('a body of type %s arrives in base64: %s', async (type, inBase64) => {
  const bytes = Buffer.from([0x3c, 0x78, 0xe5, 0xa5, 0xbd])
  const event = JSON.parse((await ask('/echo', { headers: { 'content-type': type }, body: bytes })).body.toString())
  expect(event.isBase64Encoded).toBe(inBase64)
  expect(event.body).toBe(bytes.toString(inBase64 ? 'base64' : 'utf8'))
})

test.each([
  ['text', 200, 'text/plain; charset=utf-8', '<xml/>'],
  ['number', 200, 'text/plain; charset=utf-8', '42'],
  ['object', 200, 'application/json; charset=utf-8', '{"a":1}'],
  ['list', 200, 'application/json; charset=utf-8', '[1]'],
  ['nothing', 200, 'application/json; charset=utf-8', 'null'],
  ['made', 201, 'text/xml', '<xml>好</xml>'],
  ['bytes', 200, 'image/gif', 'GIF89a'],
  ['jsonOfStatus', 200, 'application/json; charset=utf-8', '{"status":200,"code":"x"}'],
  ['objectBody', 200, undefined, '{"a":1}'],
])('a result "%s" becomes an answer %i of type %s', async (as, status, type, text) => {
  const answer = await ask(`/answer?as=${as}`)
  expect([answer.status, answer.type, answer.body.toString()]).toEqual([status, type, text])
})

test('cookies of a request reach the function one by one, and joined as in HTTP', async () => {
  const headers = ['Host', 'localhost', 'Cookie', 'a=1', 'Cookie', 'b=2', 'Content-Length', '0']
  const event = JSON.parse((await ask('/echo', { headers })).body.toString())
  expect([event.headers.cookie, event.multiValueHeaders.cookie]).toEqual(['a=1; b=2', ['a=1', 'b=2']])
})

test('the caller has no identity, even in a process that served a buyer before', async () => {
  await emulator.call('whoami')
  const seen = JSON.parse((await ask('/whoami')).body.toString())
  expect(seen).toMatchObject({ source: 'wx_http', openid: null })
  expect(seen.environ).not.toContain('WX_OPENID')
})

test.each([
  ['/nowhere', {}, 404, 'INVALID_PATH'],
  ['/echo/below', {}, 404, 'INVALID_PATH'],
  ['/answer?as=throw', {}, 500, 'FUNCTION_INVOCATION_FAILED'],
  ['/echo', { body: 'x'.repeat(100 * 1024 + 1) }, 413, 'EXCEED_MAX_PAYLOAD_SIZE'],
])('%s with %o is refused: %i %s', async (path, sent: Ask, status, code) => {
  const answer = await ask(path, sent)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body.toString())).toEqual({
    code,
    message: expect.any(String),
    requestId: expect.any(String),
  })
  expect(answer.body.toString()).not.toContain('secret detail')
})

test('limits of the body: 100 KB of text, 6 MB of anything else', async () => {
  const status = async (type: string, bytes: number) =>
    (await ask('/answer?as=text', { headers: { 'content-type': type }, body: Buffer.alloc(bytes, 65) })).status
  expect(await status('text/xml', 100 * 1024)).toBe(200)
  expect(await status('image/png', 200 * 1024)).toBe(200)
  expect(await status('image/png', 6 * 1024 * 1024 + 1)).toBe(413)
})

test('the notify host is served: in the certificate and in the Host check', async () => {
  const answer = await ask('/answer?as=text', { servername: 'shop.example.com', headers: { host: 'shop.example.com' } })
  expect(answer.body.toString()).toBe('<xml/>')
  await expect(ask('/answer?as=text', { servername: 'other.example.com' })).rejects.toThrow(/does not match/)
})

test.each([
  ['Host', { host: 'evil.example.com' }],
  ['Origin', { origin: 'https://evil.example.com' }],
])('a foreign %s is refused', async (_name, headers) => {
  expect((await ask('/answer?as=text', { headers })).status).toBe(403)
})
