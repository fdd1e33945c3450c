import { createClock } from '@stack/emulator-kit/clock'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, post, start } from '../helpers/stack.ts'

afterAll(cleanUp)

const CODE = `
const loadedAt = Date.now()
class Later extends Date { constructor(...args) { super(...args); this.later = true } }
exports.main = async () => {
  const before = performance.now()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    loadedAt,
    now: Date.now(),
    made: new Date().getTime(),
    called: Date.parse(Date()),
    subclass: new Later().getTime(),
    waited: performance.now() - before,
    fixed: [new Date(0).getTime(), new Date('2020-01-01').getTime(), new Date(2020, 0, 1).getTime(), Date.UTC(2020, 0), Date.parse('2020-01-01')],
    facts: [new Date() instanceof Date, new Later() instanceof Date, new Later() instanceof Later, new Later(5).later,
      require('node:util').types.isDate(new Date()), new Date().constructor === Date, new (new Date().constructor)().getTime() >= Date.now() - 50,
      Date.name === 'Date', Date.length === 7, typeof Date() === 'string', Object.prototype.toString.call(new Date()) === '[object Date]'],
  }
}`
const JAN_2020 = Date.UTC(2020, 0, 1)
const DAY = 24 * 3600_000

test('Date follows the stack’s clock from the first line on and on every call; timers keep real time', async () => {
  const clock = createClock({ startAtMs: Date.now() + 10 * DAY, autorun: false })
  const { call, adminUrl } = await start({ code: { time: CODE } }, { clock })
  const near = (value: number) => Math.abs(value - clock.now()) < 5000

  const first = (await call('time')).result
  expect([first.loadedAt, first.now, first.made, first.called, first.subclass].map(near)).toEqual(Array(5).fill(true))
  expect(first.fixed).toEqual([0, JAN_2020, JAN_2020, JAN_2020, JAN_2020])
  expect(first.facts).toEqual(Array(11).fill(true))
  expect(first.waited).toBeLessThan(5000)

  expect((await post(`${adminUrl}/clock`, { advanceMs: 100 * DAY })).json.offsetMs).toBe(clock.offsetMs())
  const second = (await call('time')).result
  expect(second.loadedAt).toBe(first.loadedAt)
  expect([second.now, second.made, second.called, second.subclass].map(near)).toEqual(Array(4).fill(true))
  expect(second.now - first.now).toBeGreaterThanOrEqual(100 * DAY)
})

test('adminUrl/clock reads and moves the clock, and only forward', async () => {
  const { adminUrl, clock } = await start({ code: {} })
  const read = await (await fetch(`${adminUrl}/clock`)).json()
  expect(read).toEqual({ nowMs: expect.any(Number), offsetMs: clock.offsetMs() })
  const target = clock.now() + DAY
  const moved = await post(`${adminUrl}/clock`, { moveToMs: target })
  expect(moved).toMatchObject({ status: 200 })
  expect(clock.now()).toBeGreaterThanOrEqual(target)
  expect(await post(`${adminUrl}/clock`, { moveToMs: target - DAY })).toMatchObject({
    status: 400,
    json: { code: 'CLOCK_NOT_MOVED', message: expect.stringContaining('only goes forward') },
  })
  expect(await post(`${adminUrl}/clock`, { advanceMs: '1' })).toMatchObject({
    status: 400,
    json: { code: 'INVALID_MOVE' },
  })
})
