import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ClockOptions, type ClockParticipant, createClock } from '../../src/clock/index.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** Work at fixed times; every run is noted in `log` as `name@time`. */
function workAt(name: string, times: number[], log: string[], jump: ClockParticipant['jump'] = 'each') {
  const left = [...times]
  return {
    name,
    jump,
    left,
    nextDueAt: () => left[0],
    async runDue(now: number) {
      while (left[0] !== undefined && left[0] <= now) log.push(`${name}:${left.shift()}@${now}`)
    },
  }
}

/** A clock whose real time stands at 1000 unless told otherwise. */
function clockAt1000(options: ClockOptions = {}) {
  const clock = createClock({ realNow: () => 1000, autorun: false, ...options })
  onTestFinished(() => clock.close())
  return clock
}

describe('advance', () => {
  // biome-ignore format: one row is one walk
  test.each([
    // each a        each b         once           by      runs, in order, as name:due@now
    [[],             [],            [],            100,    []],
    [[1010],         [],            [],            9,      []],
    [[1010],         [],            [],            10,     ['a:1010@1010']],
    [[1010, 1030],   [1020],        [],            100,    ['a:1010@1010', 'b:1020@1020', 'a:1030@1030']],
    [[1020],         [1010, 1040],  [],            25,     ['b:1010@1010', 'a:1020@1020']],
    [[1010],         [1010],        [],            10,     ['a:1010@1010', 'b:1010@1010']],
    [[900],          [],            [],            0,      ['a:900@1000']],
    [[],             [],            [1010, 1020],  50,     ['once:1010@1050', 'once:1020@1050']],
    [[1030],         [],            [1010],        50,     ['a:1030@1030', 'once:1010@1050']],
    [[1030],         [],            [1051],        50,     ['a:1030@1030']],
  ])('with a due at %j, b at %j, once at %j, by %i ms runs %j', async (a, b, once, ms, runs) => {
    const clock = clockAt1000()
    const log: string[] = []
    clock.join(workAt('once', once, log, 'once'))
    clock.join(workAt('a', a, log))
    clock.join(workAt('b', b, log))
    await clock.advance(ms)
    expect(log).toEqual(runs)
    expect(clock.now()).toBe(1000 + ms)
    expect(clock.offsetMs()).toBe(ms)
  })

  test('runs work that work makes on the way, and what the once ones make due', async () => {
    const clock = clockAt1000()
    const log: string[] = []
    const a = workAt('a', [1010], log)
    clock.join(a)
    clock.join({
      jump: 'once',
      nextDueAt: () => (log.includes('cron') ? undefined : 1001),
      async runDue(now) {
        log.push('cron')
        a.left.push(now)
      },
    })
    const makesMore = workAt('b', [1005], log)
    const runDue = makesMore.runDue
    clock.join({
      ...makesMore,
      runDue: (now) =>
        runDue(now)
          .then(() => a.left.unshift(1007))
          .then(() => undefined),
    })
    await clock.advance(20)
    expect(log).toEqual(['b:1005@1005', 'a:1007@1007', 'a:1010@1010', 'cron', 'a:1020@1020'])
  })

  test('queues behind the one under way', async () => {
    const clock = clockAt1000()
    const log: string[] = []
    clock.join(workAt('a', [1010, 1060], log))
    await Promise.all([clock.advance(50), clock.advance(50)])
    expect(log).toEqual(['a:1010@1010', 'a:1060@1060'])
    expect(clock.now()).toBe(1100)
  })

  test('does not run what has left', async () => {
    const clock = clockAt1000()
    const log: string[] = []
    const leave = clock.join(workAt('a', [1010], log))
    leave()
    await clock.advance(20)
    expect(log).toEqual([])
  })

  test('rejects with the failure of work, rests there, and can go on after', async () => {
    const clock = clockAt1000()
    let failures = 1
    const log: string[] = []
    const a = workAt('a', [1010], log)
    clock.join({
      ...a,
      runDue: async (now) => (failures-- > 0 ? Promise.reject(new Error('no network')) : a.runDue(now)),
    })
    await expect(clock.advance(20)).rejects.toThrow('no network')
    expect(clock.now()).toBe(1010)
    await clock.advance(20)
    expect(log).toEqual(['a:1010@1010'])
  })

  test('names a participant that never gets its work done', async () => {
    const clock = clockAt1000()
    clock.join({ name: 'deliveries', jump: 'each', nextDueAt: () => 1010, runDue: async () => {} })
    await expect(clock.advance(20)).rejects.toThrow(
      '[emulator-kit] work of clock participant deliveries stays due at 1970-01-01T00:00:01.010Z after it ran.',
    )
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d ms', async (ms) => {
    await expect(clockAt1000().advance(ms)).rejects.toThrow(`cannot advance by ${ms} ms`)
  })
})

describe('moveTo', () => {
  test('walks to an absolute time', async () => {
    const clock = clockAt1000()
    const log: string[] = []
    clock.join(workAt('a', [1010], log))
    await clock.moveTo(5000)
    expect([log, clock.now()]).toEqual([['a:1010@1010'], 5000])
  })

  test('refuses a time beyond the year 9998', async () => {
    const clock = clockAt1000()
    const tooLate = Date.UTC(9999, 0) + 1
    await expect(clock.moveTo(tooLate)).rejects.toThrow(`[emulator-kit] invalid time ${tooLate}`)
    await expect(clock.advance(tooLate - 1000)).rejects.toThrow(`[emulator-kit] invalid time ${tooLate}`)
    expect(clock.now()).toBe(1000)
  })

  test('refuses to go back', async () => {
    const clock = clockAt1000()
    await expect(clock.moveTo(999)).rejects.toThrow(
      '[emulator-kit] the clock only goes forward, by whole milliseconds: it is 1000 and cannot move to 999.',
    )
    expect(clock.now()).toBe(1000)
  })
})

describe('createClock({ startAtMs, file })', () => {
  test('starts where it is told, also before the real time', () => {
    expect(clockAt1000({ startAtMs: 400 }).now()).toBe(400)
  })

  test('keeps the offset, which goes before startAtMs at the next start', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'data', 'clock.json')
    const first = clockAt1000({ file, startAtMs: 3000 })
    await first.advance(500)
    expect(readFileSync(file, 'utf8')).toBe('{"offsetMs":2500}\n')
    const second = clockAt1000({ file, startAtMs: 3000, realNow: () => 1100 })
    expect(second.now()).toBe(3600)
    expect(readdirSync(join(folder, 'data'))).toEqual(['clock.json'])
  })

  test('keeps the offset before it runs the work of that time', async () => {
    const file = join(temporaryFolder(), 'clock.json')
    const clock = clockAt1000({ file })
    const seen: string[] = []
    const a = workAt('a', [1010], [])
    clock.join({ ...a, runDue: (now) => a.runDue(now).then(() => void seen.push(readFileSync(file, 'utf8'))) })
    await clock.advance(20)
    expect(seen).toEqual(['{"offsetMs":10}\n'])
  })

  test.each(['', '{}', 'null', '{"offsetMs":"1"}', '{"offsetMs":1.5}'])('refuses a file that holds %j', (text) => {
    const file = join(temporaryFolder(), 'clock.json')
    writeFileSync(file, text)
    expect(() => createClock({ file })).toThrow(`${file} does not hold {"offsetMs": number}. Delete it`)
    expect(existsSync(file)).toBe(true)
  })
})

describe('as real time passes', () => {
  function fakeTime() {
    vi.useFakeTimers({ now: 1000 })
    onTestFinished(() => void vi.useRealTimers())
    const clock = createClock()
    onTestFinished(() => clock.close())
    return clock
  }

  test('runs due work by itself, told of a change', async () => {
    const clock = fakeTime()
    const log: string[] = []
    const a = workAt('a', [], log)
    clock.join(a)
    a.left.push(1500, 2000)
    clock.changed()
    await vi.advanceTimersByTimeAsync(999)
    expect(log).toEqual(['a:1500@1500'])
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual(['a:1500@1500', 'a:2000@2000'])
  })

  test('waits for work further away than the longest timeout', async () => {
    const clock = fakeTime()
    const log: string[] = []
    const inSixtyDays = 1000 + 60 * 24 * 3600 * 1000
    clock.join(workAt('a', [inSixtyDays], log))
    await vi.advanceTimersByTimeAsync(inSixtyDays - 1001)
    expect(log).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual([`a:${inSixtyDays}@${inSixtyDays}`])
  })

  test('asks nothing more of a participant that left while it worked', async () => {
    const clock = fakeTime()
    const warnings: string[] = []
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)))
    onTestFinished(() => void vi.restoreAllMocks())
    const leave = clock.join({ name: 'closing', jump: 'each', nextDueAt: () => 1500, runDue: async () => leave() })
    await vi.advanceTimersByTimeAsync(1000)
    expect(warnings).toEqual([])
  })

  test('reports failing work, lets the others run, and tries again', async () => {
    const clock = fakeTime()
    const warnings: string[] = []
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)))
    onTestFinished(() => void vi.restoreAllMocks())
    const log: string[] = []
    const a = workAt('a', [1100], log)
    let failures = 1
    clock.join({
      ...a,
      runDue: async (now) => (failures-- > 0 ? Promise.reject(new Error('no network')) : a.runDue(now)),
    })
    clock.join(workAt('b', [1100], log))
    await vi.advanceTimersByTimeAsync(100)
    expect(log).toEqual(['b:1100@1100'])
    expect(warnings).toEqual(['AggregateError: [emulator-kit] work due on the clock failed: no network'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(log).toEqual(['b:1100@1100', 'a:1100@2100'])
  })

  test('runs nothing more once closed', async () => {
    const clock = fakeTime()
    const log: string[] = []
    clock.join(workAt('a', [1500], log))
    clock.close()
    await vi.advanceTimersByTimeAsync(5000)
    expect(log).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
