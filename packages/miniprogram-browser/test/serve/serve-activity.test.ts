import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Activity } from '../../src/serve/activity-entry.ts'
import { createActivityLog } from '../../src/serve/activity-log.ts'
import { createActivityPoller } from '../../src/serve/poll-activity.ts'
import { openStackClient } from '../../src/serve/stack-client.ts'
import { openDoor, openServer } from '../helpers/serve.ts'

const cashier = (at: number): Activity => ({
  ...{ kind: 'cashier' as const, at, action: 'pay', openid: 'oA', outTradeNo: 'WM1', errMsg: 'requestPayment:ok' },
})

/** A simulator that happened to see these things. */
async function openSimulator() {
  const events: (Activity & { seq: number })[] = []
  const clock = { offsetMs: 0 }
  const door = await openDoor({
    'GET /events': (_body, { query }) => events.filter(({ seq }) => seq > Number(query.get('since'))),
    'GET /clock': () => clock,
    'POST /call': () => ({ result: { ok: true }, errMsg: 'cloud.callFunction:ok', requestID: '1' }),
  })
  const happen = (at: number) => void events.push({ ...cashier(at), seq: events.length + 1 })
  return { door, clock, happen, addresses: { callUrl: door.url, controlUrl: door.url } }
}

test('entries are numbered in the order in which they became known; the newest 500 are kept', () => {
  const activity = createActivityLog()
  for (let at = 1; at <= 510; at += 1) activity.add(cashier(at))
  expect(activity.since(0)).toHaveLength(500)
  expect(activity.since(0)[0]).toMatchObject({ seq: 11, at: 11 })
  expect(activity.since(509)).toStrictEqual([{ ...cashier(510), seq: 510 }])
})

describe('news', () => {
  test('calls and what the gateway saw stand in one list', async () => {
    const { addresses, happen } = await openSimulator()
    const { askJson } = openServer({ addresses })
    happen(1)
    await askJson('POST', 'call/call', { user: 1, data: { n: 1 } })
    const { json } = await askJson('GET', 'activity?since=0&offsetMs=0')
    expect(json.entries).toMatchObject([
      { seq: 1, kind: 'call', user: '买家 B', name: 'call', data: { n: 1 }, answer: { result: { ok: true } } },
      { seq: 2, kind: 'cashier', at: 1, outTradeNo: 'WM1' },
    ])
    happen(2)
    const later = await askJson('GET', 'activity?since=2&offsetMs=0')
    expect(later.json.entries).toStrictEqual([{ ...cashier(2), seq: 3 }])
  })

  test('GET /activity, the old name of the route, answers the same', async () => {
    const { addresses, happen } = await openSimulator()
    const { askJson } = openServer({ addresses })
    happen(1)
    const answers = await Promise.all(
      ['activity', 'activity'].map((name) => askJson('GET', `${name}?since=0&offsetMs=0`)),
    )
    expect(answers.map(({ json }) => json.entries)).toStrictEqual([
      [{ ...cashier(1), seq: 1 }],
      [{ ...cashier(1), seq: 1 }],
    ])
  })

  test('are waited for, and reach everybody who waits once', async () => {
    const { addresses, happen } = await openSimulator()
    const { askJson } = openServer({ addresses })
    const listeners = [1, 2, 3].map(() => askJson('GET', 'activity?since=0&offsetMs=0'))
    happen(7)
    for (const { json } of await Promise.all(listeners)) expect(json.entries).toStrictEqual([{ ...cashier(7), seq: 1 }])
  })

  test('a call ends the wait at once', async () => {
    const { askJson, parts } = openServer()
    const listener = askJson('GET', 'activity?since=0&offsetMs=0')
    parts.activity.add(cashier(3))
    expect((await listener).json).toStrictEqual({ entries: [{ ...cashier(3), seq: 1 }], offsetMs: 0 })
  })

  test('a clock that was moved by somebody else is news too', async () => {
    const { addresses, clock } = await openSimulator()
    const { askJson } = openServer({ addresses })
    const listener = askJson('GET', 'activity?since=0&offsetMs=0')
    clock.offsetMs = 1_860_000
    expect((await listener).json).toStrictEqual({ entries: [], offsetMs: 1_860_000 })
  })

  test('nothing new is an empty answer when the patience ends', async () => {
    expect((await openServer().askJson('GET', 'activity?since=0&offsetMs=0')).json).toStrictEqual({
      entries: [],
      offsetMs: 0,
    })
  })

  test('the gateway is asked only while somebody waits', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const stackClient = openStackClient({ callUrl: 'http://127.0.0.1:9' })
    const events = vi.spyOn(stackClient, 'events')
    const follower = createActivityPoller(createActivityLog(), stackClient, { longestMs: 300, everyMs: 100 })
    const news = follower.news({ since: 0, offsetMs: 0 })
    await vi.advanceTimersByTimeAsync(1000)
    await news
    expect([events.mock.calls.length, vi.getTimerCount()]).toStrictEqual([4, 0])
  })

  test('closing answers everybody who waits', async () => {
    const { askJson, parts } = openServer()
    const listener = askJson('GET', 'activity?since=0&offsetMs=0')
    parts.follower.close()
    expect((await listener).json.entries).toStrictEqual([])
  })

  test('a simulator that is gone is said by its address', async () => {
    const { addresses, door } = await openSimulator()
    await door.close()
    const { status, json } = await openServer({ addresses }).askJson('GET', 'activity?since=0&offsetMs=0')
    expect(status).toBe(502)
    expect(json.error).toContain(`nothing answers at ${new URL(door.url).host}`)
  })

  test.each(['since=-1', 'since=x'])('%s is refused', async (query) => {
    expect((await openServer().askJson('GET', `activity?${query}`)).status).toBe(400)
  })
})
