import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanUp, launch, post, type Running } from '../helpers/stack.ts'

afterAll(cleanUp)

let emulator: Running

beforeAll(async () => {
  emulator = await launch({ code: { echo: 'exports.main = async (event) => event' } })
})

test('POST {callUrl}/{function} answers as wx.cloud.callFunction', async () => {
  const { status, json } = await post(`${emulator.callUrl}/echo`, {
    openid: 'oTest_A-1',
    data: { userInfo: 'forged', a: 1 },
  })
  expect(status).toBe(200)
  expect(json).toEqual({
    result: { a: 1, userInfo: { appId: 'wx0000000000000000', openId: 'oTest_A-1' } },
    errMsg: 'cloud.callFunction:ok',
    requestID: expect.any(String),
  })
})

test.each([
  [{}, 'INVALID_CALLER', '"openid" must be'],
  [{ openid: '123456' }, 'INVALID_CALLER', 'with a letter among them'],
  [{ openid: 'o;WX_OPENID=x' }, 'INVALID_CALLER', '"openid" must be'],
  [{ openid: 7 }, 'INVALID_CALLER', '"openid" must be'],
  [{ openid: 'oTest', source: 'wx_http' }, 'INVALID_CALLER', '"source" must be'],
  [{ openid: 'oTest', clientIp: '1.2.3' }, 'INVALID_CALLER', '"clientIp" is not'],
  [{ openid: 'oTest', clientIpV6: '1.2.3.4' }, 'INVALID_CALLER', '"clientIpV6" is not'],
  [{ openid: 'oTest', as: 'console' }, 'INVALID_CALLER', '"as" can only be "console"'],
  [{ as: 'merchant' }, 'INVALID_CALLER', '"as" can only be "console"'],
  [{ openid: 'oTest', data: [1] }, 'INVALID_DATA', '"data" must be an object'],
  [{ openid: 'oTest', data: 'text' }, 'INVALID_DATA', '"data" must be an object'],
  [[1], 'INVALID_BODY', 'must be a JSON object'],
])('the caller %j is refused: %s', async (body, code, message) => {
  const { status, json } = await post(`${emulator.callUrl}/echo`, body)
  expect(status).toBe(400)
  expect(json).toEqual({ code, message: expect.stringContaining(message) })
})

test('without the secret of this start there is nothing', async () => {
  const { origin } = new URL(emulator.callUrl)
  for (const url of [
    `${origin}/echo`,
    `${origin}/${'0'.repeat(32)}/echo`,
    `${emulator.callUrl}/a/b`,
    emulator.callUrl,
  ]) {
    expect((await post(url, { openid: 'oTest' })).status, url).toBe(404)
  }
  expect((await fetch(`${emulator.callUrl}/echo`)).status).toBe(404)
})

test.each([
  ['Host', { host: 'evil.example.com' }],
  ['Origin', { origin: 'https://evil.example.com' }],
])('a foreign %s is refused by the call API and the admin API', async (_name, headers) => {
  for (const url of [`${emulator.callUrl}/echo`, `${emulator.adminUrl}/clock`]) {
    const status = await new Promise((resolve, reject) => {
      request(url, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end('{}')
    })
    expect(status).toBe(403)
  }
})
