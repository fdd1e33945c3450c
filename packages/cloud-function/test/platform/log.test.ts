import { beforeEach, expect, type MockInstance, test, vi } from 'vitest'
import { createLog, maskOpenid } from '../../src/platform/log.ts'

let written: MockInstance<typeof process.stdout.write>
beforeEach(() => {
  written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  return () => written.mockRestore()
})

function logged(fields?: Record<string, unknown>): Record<string, unknown> {
  createLog('refund')('warn', 'refund.requested', 'a fact', fields)
  expect(written).toHaveBeenCalledOnce()
  const line = String(written.mock.calls[0]?.[0])
  expect(line.indexOf('\n')).toBe(line.length - 1)
  return JSON.parse(line)
}

test('one line of JSON: level, event, function, message, fields', () => {
  expect(logged({ outTradeNo: 'WM1', amountFen: 1000 })).toStrictEqual({
    level: 'warn',
    event: 'refund.requested',
    function: 'refund',
    message: 'a fact',
    outTradeNo: 'WM1',
    amountFen: 1000,
  })
})

test('no fields are needed', () => {
  expect(logged()).toStrictEqual({ level: 'warn', event: 'refund.requested', function: 'refund', message: 'a fact' })
})

test.each([
  ['apiKey'],
  ['key'],
  ['appSecret'],
  ['sign'],
  ['paySign'],
  ['certPem'],
  ['accessToken'],
  ['req_info'],
  ['reqInfo'],
  ['passphrase'],
  ['prepayId'],
  ['prepay_id'],
])('the value of %s is hidden', (name) => {
  expect(logged({ [name]: 'value' })).toMatchObject({ [name]: '(hidden)' })
})

test('an openid is masked', () => {
  expect(logged({ openid: 'oTestBuyer_00000000000000001', buyerOpenid: 'oShort' })).toMatchObject({
    openid: 'oTes…0001',
    buyerOpenid: '…',
  })
})

test('what is nested is hidden and masked too, and an openid under any name and in any text', () => {
  const openid = 'oTestBuyer_00000000000000001'
  const order = { by: openid, prepay: { prepayId: 'wx1' }, refunds: [{ decidedBy: openid, amountFen: 5, note: null }] }
  expect(logged({ order, who: [openid], error: new Error(`${openid} is unknown`) })).toMatchObject({
    order: { by: 'oTes…0001', prepay: '(hidden)', refunds: [{ decidedBy: 'oTes…0001', amountFen: 5, note: null }] },
    who: ['oTes…0001'],
    error: { message: 'oTes…0001 is unknown' },
  })
  expect(String(written.mock.calls[0]?.[0])).not.toContain(openid)
})

test('of an error: name, message and stack, nothing that hangs on it', () => {
  const error = Object.assign(new TypeError('broken'), { apiKey: 'value', config: { key: 'value' } })
  expect(logged({ error })).toMatchObject({ error: { name: 'TypeError', message: 'broken', stack: error.stack } })
  expect(String(written.mock.calls[0]?.[0])).not.toContain('value')
})

test.each([
  ['oTestBuyer_00000000000000001', 'oTes…0001'],
  ['12345678901', '1234…8901'],
  ['1234567890', '…'],
  ['', '…'],
])('maskOpenid(%j) is %j', (openid, masked) => {
  expect(maskOpenid(openid)).toBe(masked)
})
