import { beforeEach, expect, test, vi } from 'vitest'
import { defineTimer } from '../../src/define/define-timer.ts'

const started = Date.UTC(2026, 0, 15, 4)
let lines: object[]

beforeEach(() => {
  lines = []
  vi.useFakeTimers({ now: started })
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)))
    return true
  })
  return () => {
    written.mockRestore()
    vi.useRealTimers()
  }
})

const timer = { time_limit_in_ms: 60_000, environ: 'TRIGGER_SRC=timer;TCB_SOURCE=wx_trigger' }
const client = { time_limit_in_ms: 60_000, environ: 'WX_OPENID=oTestBuyer_00000000000000001;TCB_SOURCE=wx_client' }

test('a tick is worked on, until 2 s before the limit of the function', async () => {
  const handle = vi.fn(async () => ({ done: 3, failed: 0 }))
  expect(await defineTimer('sync-refunds', handle)({ Type: 'Timer' }, timer)).toStrictEqual({
    ok: true,
    done: 3,
    failed: 0,
  })
  expect(handle).toHaveBeenCalledExactlyOnceWith(started + 58_000)
})

test('a client is refused, whatever its event says', async () => {
  const handle = vi.fn(async () => ({ done: 0 }))
  const answer = await defineTimer('sync-refunds', handle)({ Type: 'Timer', TriggerName: 'every-minute' }, client)
  expect(answer).toStrictEqual({ ok: false, refused: 'wrong_trigger' })
  expect(handle).not.toHaveBeenCalled()
})

test('a failure is told and thrown', async () => {
  const broken = new Error('the database is away')
  await expect(defineTimer('sync-refunds', () => Promise.reject(broken))({}, timer)).rejects.toBe(broken)
  expect(lines).toMatchObject([
    { level: 'error', function: 'sync-refunds', error: { message: 'the database is away' } },
  ])
})
