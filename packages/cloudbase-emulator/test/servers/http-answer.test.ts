import { Agent } from 'node:https'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Ask, ask } from '../helpers/ask.ts'
import { cleanUp, launch, type Running } from '../helpers/stack.ts'

afterAll(cleanUp)

let emulator: Running
beforeAll(async () => {
  const code = { answer: 'exports.main = async (event) => JSON.parse(event.queryStringParameters.json)' }
  emulator = await launch({ code, manifest: { http: { '/answer': 'answer' } } })
})

const askFor = (returned: object, options?: Ask) =>
  ask(emulator, `/answer?json=${encodeURIComponent(JSON.stringify(returned))}`, options)
const TEXT = { 'content-type': 'text/plain' }

/** @see https://cloud.tencent.com/document/product/876/41776 */
// biome-ignore format: one row is one answer
test.each<[returned: object, problem: string]>([
  [{ statusCode: 0 },                                   'invalid statusCode "0"; expected a whole number from 200 to 599'],
  [{ statusCode: 99 },                                  'invalid statusCode "99"'],
  [{ statusCode: 100 },                                 'invalid statusCode "100"'],
  [{ statusCode: 101 },                                 'invalid statusCode "101"'],
  [{ statusCode: 199 },                                 'invalid statusCode "199"'],
  [{ statusCode: 600 },                                 'invalid statusCode "600"'],
  [{ statusCode: 1000, body: 'x' },                     'invalid statusCode "1000"'],
  [{ statusCode: -200 },                                'invalid statusCode "-200"'],
  [{ statusCode: 200.5 },                               'invalid statusCode "200.5"'],
  [{ statusCode: '200 OK' },                            'invalid statusCode "200 OK"'],
  [{ statusCode: '200' },                               'invalid statusCode "200"'],
  [{ statusCode: Number.NaN },                          'invalid statusCode "null"'],
  [{ statusCode: {} },                                  'invalid statusCode "{}"'],
  [{ statusCode: 200, headers: { 'x-shop': '小店' } },   'invalid value of the header "x-shop" "小店"; expected characters of Latin-1'],
  [{ statusCode: 200, headers: { 'x-shop': 'a\nb' } },  'invalid value of the header "x-shop" "a\\nb"'],
  [{ statusCode: 200, headers: { 'x-shop': 'a\r\nb' } }, 'invalid value of the header "x-shop"'],
  [{ statusCode: 200, headers: { 'x-shop': 'a\u0000' } }, 'invalid value of the header "x-shop"'],
  [{ statusCode: 302, headers: { location: '/茶' } },    'invalid value of the header "location"'],
  [{ statusCode: 200, headers: { 'x shop': 'a' } },     'invalid header name "x shop"; expected letters, digits and hyphens'],
  [{ statusCode: 200, headers: { '': 'a' } },           'invalid header name ""'],
  [{ statusCode: 200, headers: { 'x:': 'a' } },         'invalid header name "x:"'],
  [{ statusCode: 200, headers: { 店: 'a' } },            'invalid header name "店"'],
  [{ statusCode: 200, headers: { 'x-shop': null } },    'invalid value of the header "x-shop" "null"; expected a text, or a list of texts'],
  [{ statusCode: 200, headers: { 'x-shop': { a: 1 } } }, 'invalid value of the header "x-shop" "{\\"a\\":1}"'],
  [{ statusCode: 200, headers: { 'x-shop': [['a']] } }, 'invalid value of the header "x-shop"'],
  [{ statusCode: 200, headers: { 'set-cookie': ['a=1', 'b=茶'] } }, 'invalid value of the header "set-cookie" "b=茶"'],
  [{ statusCode: 200, headers: 'x-shop: a' },           'invalid headers "x-shop: a"; expected an object of header names'],
  [{ statusCode: 200, headers: ['a'] },                 'invalid headers'],
  [{ statusCode: 200, multiValueHeaders: { 'x-shop': ['小店'] } }, 'invalid value of the header "x-shop"'],
  [{ statusCode: 200, multiValueHeaders: 7 },           'invalid multiValueHeaders "7"'],
  [{ statusCode: 200, body: 42 },                       'invalid body "42"; expected a string or an object'],
  [{ statusCode: 200, body: true },                     'invalid body "true"'],
  [{ statusCode: 200, body: '小店', isBase64Encoded: true }, 'invalid body "小店"; expected base64'],
  [{ statusCode: 200, body: 'R0lGODl', isBase64Encoded: true }, 'invalid body "R0lGODl"; expected base64'],
  [{ statusCode: 200, body: 'R0=GODlh', isBase64Encoded: true }, 'invalid body "R0=GODlh"'],
  [{ statusCode: 200, body: 'R0lG-_lh', isBase64Encoded: true }, 'invalid body "R0lG-_lh"'],
  [{ statusCode: 200, body: { a: 1 }, isBase64Encoded: true }, 'invalid body'],
  [{ statusCode: 200, body: 'x', isBase64Encoded: 'false' }, 'invalid isBase64Encoded "false"; expected true or false'],
])('%j cannot be sent, which is the function’s fault', async (returned, problem) => {
  emulator.warnings.length = 0
  const { status, body } = await askFor(returned)
  expect(status).toBe(500)
  expect(JSON.parse(body.toString())).toEqual({
    code: 'FUNCTION_INVOCATION_FAILED',
    message: 'the function returned an answer that cannot be sent; see the log',
    requestId: expect.any(String),
  })
  const told = `[cloudbase-emulator] the function answer returned an answer that cannot be sent: ${problem}`
  expect(emulator.warnings).toEqual([expect.stringContaining(told)])
})

/** @see https://cloud.tencent.com/document/product/876/41776 */
// biome-ignore format: one row is one answer
test.each<[returned: object, status: number, headers: object, body: string]>([
  [{ statusCode: 201, headers: TEXT, body: 'x' },            201, TEXT, 'x'],
  [{ statusCode: 200, body: 'AQID', isBase64Encoded: true }, 200, {}, '\u0001\u0002\u0003'],
  [{ statusCode: 200, body: 'R0lG\r\nODlh', isBase64Encoded: true }, 200, {}, 'GIF89a'],
  [{ statusCode: 200, body: '', isBase64Encoded: true },     200, {}, ''],
  [{ statusCode: 302, headers: { location: 'https://example.com/x' } }, 302, { location: 'https://example.com/x' }, ''],
  [{ statusCode: 200, headers: { 'Set-Cookie': ['a=1', 'b=2'] } },      200, { 'set-cookie': ['a=1', 'b=2'] }, ''],
  [{ statusCode: 200, headers: { 'Set-Cookie': 'a=1', 'set-cookie': 'b=2' } }, 200, { 'set-cookie': ['a=1', 'b=2'] }, ''],
  [{ statusCode: 200, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] } },   200, { 'set-cookie': ['a=1', 'b=2'] }, ''],
  [{ statusCode: 200, headers: { 'set-cookie': 'a=1', 'x-a': '1' }, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } },
    200, { 'set-cookie': ['a=1', 'b=2'], 'x-a': '1' }, ''],
  [{ statusCode: 200, headers: { 'x-a': ['1', '2'] } },      200, { 'x-a': '1, 2' }, ''],
  [{ statusCode: 200, headers: { 'x-a': 7, 'x-b': true, 'x-c': [] } },  200, { 'x-a': '7', 'x-b': 'true' }, ''],
  [{ statusCode: 200, headers: null, multiValueHeaders: null, body: null, isBase64Encoded: null }, 200, {}, ''],
  [{ statusCode: 200, headers: { 'Transfer-Encoding': 'chunked', Connection: 'upgrade', 'Content-Length': '99' }, body: 'x' },
    200, { 'content-length': '1' }, 'x'],
  [{ statusCode: 204, body: 'x' },                           204, {}, ''],
  [{ statusCode: 304, body: 'x', headers: { etag: '"1"' } }, 304, { etag: '"1"' }, ''],
  [{ statusCode: 418, body: ['x'] },                         418, {}, '["x"]'],
  [{ statusCode: 599, body: '茶' },                          599, { 'content-length': '3' }, '茶'],
])('%j is sent with status %d', async (returned, status, headers, body) => {
  const answer = await askFor(returned)
  expect([answer.status, answer.body.toString()]).toEqual([status, body])
  expect(answer.headers).toMatchObject(headers)
  expect(answer.headers).not.toHaveProperty('transfer-encoding')
})

test('an answer without a body leaves the connection whole: the next one on it is read', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  for (const [statusCode, method] of [
    [204, 'POST'],
    [304, 'GET'],
    [200, 'HEAD'],
    [200, 'GET'],
  ] as const) {
    const { status, body } = await askFor({ statusCode, body: 'secret' }, { method, agent })
    expect([status, body.toString()]).toEqual([statusCode, statusCode === 200 && method === 'GET' ? 'secret' : ''])
  }
})
