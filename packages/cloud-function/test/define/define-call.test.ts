import { expect, test, vi } from 'vitest'
import { ContestedError } from '../../src/database/contested-error.ts'
import { defineCall } from '../../src/define/define-call.ts'

const wxContext = vi.hoisted(() => ({
  SOURCE: 'wx_client',
  OPENID: 'oBuyer_0000000000000000001',
  CLIENTIP: '203.0.113.7',
}))
vi.mock('../../src/platform/load-sdk.ts', () => ({ loadSdk: () => ({ getWXContext: () => wxContext }) }))

const call = (error: Error) =>
  defineCall(
    'get-profile',
    () => ({}),
    () => Promise.reject(error),
  )({}, {})

test('a contested database is told by name: the same call again is safe', async () => {
  expect(await call(new ContestedError('[cloud-function] others were faster'))).toStrictEqual({
    ok: false,
    refused: 'busy',
  })
})

test('what nobody can act on is thrown', async () => {
  await expect(call(new Error('the database is away'))).rejects.toThrow('the database is away')
})
