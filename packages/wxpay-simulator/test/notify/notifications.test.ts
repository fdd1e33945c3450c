import { createClock } from '@stack/emulator-kit/clock'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Post } from '../../src/index.ts'
import { readXml } from '../../src/wire/read-xml.ts'
import { DAY_MS, NOON, openTestCore, orderValues } from '../helpers/core.ts'

const OK = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>'

// WeChat Pay's intervals added up: https://pay.weixin.qq.com/doc/v2/merchant/4011937248
const OFFSETS_SECONDS = [0, 15, 30, 60, 240, 840, 2040, 3840, 5640, 7440, 11040, 21840, 32640, 43440, 65040, 86640]

/** A core on a clock whose real time stands still, so that every due time is met to the millisecond. */
function openOnClock(options: Parameters<typeof openTestCore>[0]) {
  const bench = openTestCore(options)
  const { core, time } = bench
  const clock = createClock({ startAtMs: NOON, realNow: () => 0, autorun: false })
  onTestFinished(() => clock.close())
  clock.join({
    jump: 'each',
    nextDueAt: core.nextDueAt,
    runDue: (now) => {
      time.now = now
      return core.runDue(now)
    },
  })
  return { ...bench, clock }
}

describe('the schedule', () => {
  test.each([
    ['at once and after each of the 15 intervals', true, OFFSETS_SECONDS],
    ['after each of the 15 intervals only', false, OFFSETS_SECONDS.slice(1)],
  ])('%s', async (_, firstDeliveryAtOnce, expected) => {
    const post: Post = async () => ({ status: 500, body: 'down' })
    const { paidOrder, core, clock } = openOnClock({ post, settings: { firstDeliveryAtOnce } })
    paidOrder('ORDER-1')
    await clock.advance(2 * DAY_MS)
    const { outbox } = core.world
    expect(outbox.deliveries().map((delivery) => (delivery.at - NOON) / 1000)).toEqual(expected)
    expect(outbox.all()).toMatchObject([{ outcome: 'given-up', attempts: expected.length, nextAt: null }])
  })

  test('ends with the first acknowledgement', async () => {
    let answers = 0
    const post: Post = async () => {
      answers += 1
      return answers < 4 ? { status: 200, body: 'FAIL' } : { status: 200, body: OK }
    }
    const { paidOrder, core, clock } = openOnClock({ post })
    paidOrder('ORDER-1')
    await clock.advance(2 * DAY_MS)
    expect(core.world.outbox.deliveries().map((delivery) => (delivery.at - NOON) / 1000)).toEqual([0, 15, 30, 60])
    expect(core.world.outbox.all()).toMatchObject([{ outcome: 'acknowledged', attempts: 4, nextAt: null }])
  })
})

describe('what counts as an acknowledgement', () => {
  test.each<[string, Post, boolean]>([
    ['SUCCESS in CDATA', async () => ({ status: 200, body: OK }), true],
    ['SUCCESS as text', async () => ({ status: 200, body: '<xml><return_code>SUCCESS</return_code></xml>' }), true],
    ['SUCCESS with layout', async () => ({ status: 200, body: `\n${OK}\n` }), true],
    ['FAIL', async () => ({ status: 200, body: OK.replace('SUCCESS', 'FAIL') }), false],
    ['HTTP 201', async () => ({ status: 201, body: OK }), false],
    ['HTTP 500', async () => ({ status: 500, body: OK }), false],
    ['no XML', async () => ({ status: 200, body: 'SUCCESS' }), false],
    ['nothing', async () => ({ status: 200, body: '' }), false],
    ['no answer', () => Promise.reject(new Error('no whole answer within 5000 ms')), false],
  ])('%s', async (_, post, counts) => {
    const { paidOrder, core, time } = openTestCore({ post })
    paidOrder('ORDER-1')
    await core.runDue(time.now)
    expect(core.world.outbox.all()[0]?.outcome).toBe(counts ? 'acknowledged' : 'pending')
    expect(core.world.outbox.deliveries()[0]?.acknowledged).toBe(counts ? 1 : 0)
  })

  test('why there was no answer is kept', async () => {
    const { paidOrder, core, time } = openTestCore({ post: () => Promise.reject(new Error('connect ECONNREFUSED')) })
    paidOrder('ORDER-1')
    await core.runDue(time.now)
    expect(core.world.outbox.deliveries()).toEqual([
      {
        notificationId: 1,
        at: NOON,
        byHand: 0,
        status: null,
        answer: null,
        error: 'connect ECONNREFUSED',
        acknowledged: 0,
      },
    ])
  })
})

describe('the payment notification', () => {
  test("goes to the order's notify_url with the merchant's nonce of the paid prepay_id, always the same bytes", async () => {
    const sent: Parameters<Post>[0][] = []
    const post: Post = async (request) => {
      sent.push(request)
      return { status: 500, body: '' }
    }
    const { order, pay, clock } = openOnClock({ post })
    order('ORDER-1', { nonce_str: 'first', attach: 'A&B' })
    pay(order('ORDER-1', { nonce_str: 'second', attach: 'A&B' }).prepay_id ?? '')
    await clock.advance(15_000)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(sent[0]).toMatchObject({ url: orderValues('').notify_url, timeoutMs: 5000 })
    expect(Object.fromEntries(readXml(sent[0]?.body ?? '') ?? [])).toMatchObject({
      nonce_str: 'second',
      attach: 'A&B',
      out_trade_no: 'ORDER-1',
      total_fee: '88',
      cash_fee: '88',
    })
  })
})

/** A back end whose answers are given by hand. */
function openSlowPost() {
  const waiting: (() => void)[] = []
  const post: Post = () =>
    new Promise((resolve) => {
      waiting.push(() => resolve({ status: 200, body: OK }))
    })
  return { post, waiting, answerAll: () => waiting.splice(0).forEach((answer) => void answer()) }
}

describe('deliveries', () => {
  test('of different notifications run side by side, of one never twice at once', async () => {
    const slow = openSlowPost()
    const { paidOrder, core, time } = openTestCore({ post: slow.post })
    paidOrder('ORDER-1')
    paidOrder('ORDER-2')
    const runs = [core.runDue(time.now), core.runDue(time.now)]
    expect(slow.waiting).toHaveLength(2)
    paidOrder('ORDER-3')
    runs.push(core.runDue(time.now))
    expect(slow.waiting).toHaveLength(3)
    slow.answerAll()
    await Promise.all(runs)
    expect(core.world.outbox.deliveries().map((delivery) => delivery.notificationId)).toEqual([1, 2, 3])
  })

  test('by hand: many at once, beside the schedule', async () => {
    const slow = openSlowPost()
    const { paidOrder, core, time } = openTestCore({ post: slow.post })
    paidOrder('ORDER-1')
    const sending = core.deliverer.redeliver(1, 20)
    expect(slow.waiting).toHaveLength(20)
    slow.answerAll()
    await sending
    expect(core.world.outbox.deliveries()).toHaveLength(20)
    expect(core.world.outbox.all()).toMatchObject([{ outcome: 'acknowledged', attempts: 0, nextAt: null }])
    await core.runDue(time.now)
    expect(slow.waiting).toEqual([])
  })

  test('by hand: an unknown notification', async () => {
    const { core } = openTestCore()
    await expect(core.deliverer.redeliver(7, 1)).rejects.toThrow('[wxpay-simulator] there is no notification 7')
  })

  test('that are cut off by a stop are not recorded and stay due', async () => {
    const slow = openSlowPost()
    const { paidOrder, core, time } = openTestCore({ post: slow.post })
    paidOrder('ORDER-1')
    const run = core.runDue(time.now)
    core.deliverer.stop()
    slow.answerAll()
    await run
    expect(core.world.outbox.deliveries()).toEqual([])
    expect(core.nextDueAt()).toBe(NOON)
  })
})

test('events tell of gateway calls, the cashier and deliveries, in order', async () => {
  const { paidOrder, core, time } = openTestCore()
  paidOrder('ORDER-1')
  await core.runDue(time.now)
  const events = core.events(0)
  expect(events.map((event) => [event.seq, event.kind])).toEqual([
    [1, 'gateway'],
    [2, 'cashier'],
    [3, 'notification'],
  ])
  expect(events[0]).toMatchObject({ path: '/pay/unifiedorder', status: 200 })
  expect(JSON.stringify(events)).not.toContain('192006250b4c09247ec02edce69f6a2d')
  expect(JSON.stringify(events[0])).toContain('&trade_type=JSAPI&key=********')
  expect(core.events(2)).toHaveLength(1)
})
