import type { CallAnswer, CallData } from '@stack/contract'
import { expect, test } from 'vitest'
import type { callFunction } from '../../services/call-function.ts'
import { requestRefundOnce } from '../../services/request-refund-once.ts'
import { makeRefund } from '../helpers/refunds.ts'

type Said = CallAnswer<'request-refund'> | { ok: false; refused: 'no_answer'; detail: string }

const done: Said = { ok: true, refund: makeRefund() }
const lost: Said = { ok: false, refused: 'no_answer', detail: 'request timed out' }
const wanted = { outTradeNo: 'WM1', amountFen: 2_000, reason: '拍错了' }

/** A phone with a storage, and a function that answers one thing after the other. */
function setUp(answers: Said[]) {
  const asked: CallData<'request-refund'>[] = []
  const storage = new Map<string, unknown>()
  let ids = 0
  const phone = {
    getStorageSync: (key: string) => structuredClone(storage.get(key) ?? ''),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, structuredClone(value)),
    async getRandomValues({ length }: { length: number }) {
      ids += 1
      return { randomValues: new Uint8Array(length).fill(ids).buffer, errMsg: 'getRandomValues:ok' }
    },
  }
  const call = async (_name: string, data: CallData<'request-refund'>) => {
    asked.push(data)
    return answers.shift() ?? done
  }
  const ask = (wish = wanted, now = 0) =>
    requestRefundOnce(wish, call as unknown as typeof callFunction, phone as unknown as typeof wx, now)
  return { ask, requestIds: () => asked.map(({ requestId }) => requestId.slice(0, 2)), storage }
}

test('a wish whose answer was lost asks again under the same name, until it is answered', async () => {
  const { ask, requestIds, storage } = setUp([lost, lost, done])
  expect(await ask()).toEqual(lost)
  expect(await ask()).toEqual(lost)
  expect(await ask()).toEqual(done)
  expect(storage.get('refunds')).toEqual({})
  await ask()
  expect(requestIds()).toEqual(['01', '01', '01', '04'])
})

test('a refusal is an answer', async () => {
  const { ask, requestIds } = setUp([{ ok: false, refused: 'over_refundable' }])
  expect(await ask()).toEqual({ ok: false, refused: 'over_refundable' })
  await ask()
  expect(requestIds()).toEqual(['01', '02'])
})

test.each([
  ['amount', { ...wanted, amountFen: 2_001 }],
  ['reason', { ...wanted, reason: '不想要了' }],
  ['order', { ...wanted, outTradeNo: 'WM2' }],
])('another %s is another wish', async (_what, other) => {
  const { ask, requestIds } = setUp([lost, lost])
  await ask()
  await ask(other)
  await ask()
  expect(requestIds()).toEqual(['01', '02', '01'])
})

test.each([
  ['before half an hour', 1_799_999, '01'],
  ['after half an hour', 1_800_000, '02'],
  ['when the clock was set back', -1, '02'],
])('an unanswered wish %s', async (_when, now, requestId) => {
  const { ask, requestIds } = setUp([lost])
  await ask()
  await ask(wanted, now)
  expect(requestIds()).toEqual(['01', requestId])
})
