import { describe, expect, test } from 'vitest'
import { openTestCore } from '../helpers/core.ts'

const MEBI = 1024 * 1024

type TestCore = ReturnType<typeof openTestCore>['core']

function bytesOfEvents(core: TestCore): number {
  const texts = core.events(0).flatMap((event) => Object.values(event).filter((value) => typeof value === 'string'))
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}

describe('events', () => {
  test.each([
    ['of one byte a character', 'x'.repeat(MEBI)],
    ['of three bytes a character', '茶'.repeat(MEBI / 3)],
  ])('keep a bounded part of large bodies %s', (_what, text) => {
    const { core, send } = openTestCore()
    const body = Buffer.from(text)
    for (let n = 0; n < 300; n += 1) send('/pay/orderquery', body)
    expect(bytesOfEvents(core)).toBeLessThanOrEqual(16 * MEBI)
    expect(core.events(0).at(-1)).toMatchObject({
      seq: 300,
      requestBody: expect.stringContaining(`... (${body.length} bytes)`),
    })
  })

  test('keep a bounded part of everything else that comes from outside', () => {
    const { core, send } = openTestCore()
    for (let n = 0; n < 300; n += 1) {
      core.cashier({ openid: 'o'.repeat(MEBI) }, 'inspect')
      send(`/${'p'.repeat(MEBI)}`, Buffer.alloc(0))
    }
    expect(bytesOfEvents(core)).toBeLessThanOrEqual(16 * MEBI)
  })

  test('of small ones at most 1000 are kept', () => {
    const { core, send } = openTestCore()
    for (let n = 0; n < 1001; n += 1) send('/pay/orderquery', Buffer.from('x'))
    expect(core.events(0)).toHaveLength(1000)
    expect(core.events(1000)).toMatchObject([{ seq: 1001 }])
  })
})

test('of a merchant’s answer 4096 characters are kept, and all of it is read', async () => {
  const padding = 'x'.repeat(60_000)
  const body = `<xml><return_msg>${padding}</return_msg><return_code>SUCCESS</return_code></xml>`
  const { core, paidOrder, time } = openTestCore({ post: async () => ({ status: 200, body }) })
  paidOrder('ORDER-1')
  await core.runDue(time.now)
  const [delivery] = core.world.outbox.deliveries()
  expect(delivery).toMatchObject({ acknowledged: 1, answer: expect.stringContaining(`(${body.length} characters)`) })
  expect(delivery?.answer?.length).toBeLessThan(5000)
})

test.each([
  ['10000000001', 'PARAM_ERROR'],
  ['9007199254740991', 'PARAM_ERROR'],
  ['10000000000', undefined],
])('total_fee %s: %s', (total_fee, errCode) => {
  expect(openTestCore().order('ORDER-1', { total_fee }).err_code).toBe(errCode)
})
