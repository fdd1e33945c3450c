import { createClock } from '@stack/emulator-kit/clock'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, post, SDK, start } from '../helpers/stack.ts'

afterAll(cleanUp)

const TIMER = `
const cloud = require(${SDK})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (event, context) => {
  console.log(JSON.stringify({ event, now: Date.now(), environ: context.environ, wx: cloud.getWXContext() }))
  return 'swept'
}`
const config = { triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }] }
const NOON = Date.UTC(2031, 4, 6, 4)
const MINUTE = 60_000

test('timers fire on the stack’s clock: once for a jump over many ticks, again after the next', async () => {
  const clock = createClock({ startAtMs: NOON + 1000, autorun: false })
  const fired: { event: unknown; now: number; environ: string; wx: unknown }[] = []
  const onLog = ({ text }: { text: string }) => fired.push(JSON.parse(text))
  const { call } = await start({ code: { sweep: TIMER }, config: { sweep: config } }, { clock, onLog })
  await call('sweep') // as a buyer, whose identity the timer must not inherit
  fired.length = 0

  await clock.moveTo(NOON + 30_000)
  expect(fired).toEqual([])
  await clock.moveTo(NOON + MINUTE)
  expect(fired).toHaveLength(1)
  expect(fired[0]).toMatchObject({
    event: { Type: 'Timer', TriggerName: 'every-minute', Time: '2031-05-06T04:01:00Z', Message: '' },
    wx: { ENV: 'local-env', SOURCE: 'wx_trigger' },
  })
  expect(fired[0]?.wx).not.toHaveProperty('OPENID')
  expect(fired[0]?.environ).toContain('TRIGGER_SRC=timer')
  expect(fired[0]?.environ).not.toContain('WX_OPENID')
  expect(Math.abs((fired[0]?.now ?? 0) - (NOON + MINUTE))).toBeLessThan(10_000)

  await clock.advance(24 * 60 * MINUTE)
  expect(fired).toHaveLength(2)
  await clock.advance(MINUTE)
  expect(fired).toHaveLength(3)
})

test('an advance that ends just before a tick waits for the run that it fired', async () => {
  const code = `
    exports.main = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      console.log('end')
    }`
  const clock = createClock({ startAtMs: NOON + 1000, autorun: false })
  const lines: string[] = []
  const onLog = ({ text }: { text: string }) => lines.push(text)
  await start({ code: { slow: code }, config: { slow: config } }, { clock, onLog })
  await clock.moveTo(NOON + 2 * MINUTE - 20)
  expect(lines.map((line) => line.trim())).toEqual(['end'])
})

test('a tick finds the former run still going on: both run, in processes of their own', async () => {
  const code = `
    exports.main = async () => {
      console.log('begin ' + process.pid)
      await new Promise((resolve) => setTimeout(resolve, 1500))
      console.log('end ' + process.pid)
    }`
  const everySecond = { triggers: [{ name: 'every-second', type: 'timer', config: '* * * * * * *' }] }
  const clock = createClock({ startAtMs: NOON, autorun: false })
  const lines: string[] = []
  const onLog = ({ text }: { text: string }) => lines.push(text)
  await start({ code: { slow: code }, config: { slow: everySecond } }, { clock, onLog })
  await clock.advance(1000)
  await clock.advance(1000)
  await expect.poll(() => lines.filter((line) => line.startsWith('begin')).length).toBe(2)
  const [first, second] = lines
  expect(second).not.toBe(first)
  expect(second).toMatch(/^begin/)
})

test('POST {adminUrl}/timers/{function} fires one now and answers with its outcome', async () => {
  const code = {
    sweep: TIMER,
    plain: 'exports.main = () => 1',
    fails: `exports.main = () => { throw new Error('no') }`,
  }
  const { adminUrl } = await start({ code, config: { sweep: config, fails: config } })
  expect(await post(`${adminUrl}/timers/sweep`, {})).toEqual({
    status: 200,
    json: { ok: true, requestId: expect.any(String), result: 'swept' },
  })
  expect((await post(`${adminUrl}/timers/fails`, {})).json).toMatchObject({
    ok: false,
    reason: 'failed',
    detail: expect.stringContaining('Error: no'),
  })
  expect(await post(`${adminUrl}/timers/plain`, {})).toMatchObject({ status: 404, json: { code: 'NO_TIMER' } })
})
