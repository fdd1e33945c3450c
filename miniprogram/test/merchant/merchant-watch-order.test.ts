import type { ShopOrderView, ShopRefundView } from '@stack/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchOrder } from '../../merchant/utils/watch-order.ts'
import type { Refusal } from '../../services/refusals.ts'
import { makeRefund, makeShopOrder } from '../helpers/merchant.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const withRefund = (state: ShopRefundView['state']) => makeShopOrder({ refunds: [makeRefund({ state })] })

/** A page whose server answers with these, one after the other; the last one again and again. */
function setUp(...answers: (ShopOrderView | Refusal)[]) {
  const seen: (string | undefined)[] = []
  const log = { asked: 0, failed: [] as Refusal[], seen }
  const watch = watchOrder({
    async find() {
      const answer = answers[Math.min(log.asked, answers.length - 1)] ?? 'no_answer'
      log.asked += 1
      return typeof answer === 'string' ? { ok: false, refused: answer } : { ok: true, order: answer }
    },
    show: ({ refunds: [refund] }) => seen.push(refund?.state),
    fail: (refused) => log.failed.push(refused),
  })
  return { watch, log }
}

test('a refund on its way is asked about until it is over', async () => {
  const { watch, log } = setUp(withRefund('approved'), withRefund('processing'), withRefund('succeeded'))
  await watch.open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(log).toEqual({ asked: 3, failed: [], seen: ['approved', 'processing', 'succeeded'] })
  expect(vi.getTimerCount()).toBe(0)
})

test.each(['waiting', 'refused', 'succeeded', 'abnormal'] as const)('%s: nothing moves by itself', async (state) => {
  const { watch, log } = setUp(withRefund(state))
  await watch.open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(log.asked).toBe(1)
})

test('a page that nobody sees does not ask', async () => {
  const { watch, log } = setUp(withRefund('processing'))
  await watch.open()
  watch.close()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(log.asked).toBe(1)
  await watch.open()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(log.asked).toBe(3)
  watch.close()
})

test('an answer that was overtaken does not take back what is known', async () => {
  const { watch, log } = setUp(withRefund('processing'), makeShopOrder())
  await watch.open()
  await watch.reload()
  expect(log.seen).toEqual(['processing'])
  watch.close()
})

test('no answer keeps what is shown; anything else takes it away', async () => {
  const { watch, log } = setUp(withRefund('waiting'), 'no_answer', 'not_a_merchant', 'no_answer')
  await watch.open()
  expect(await watch.reload()).toBe('no_answer')
  expect(log.failed).toEqual([])
  expect(await watch.reload()).toBe('not_a_merchant')
  expect(await watch.reload()).toBe('no_answer')
  expect(log.failed).toEqual(['not_a_merchant', 'no_answer'])
})

test('begun anew: no answer is told, though an order was shown', async () => {
  const { watch, log } = setUp(withRefund('waiting'), 'no_answer')
  await watch.open()
  await watch.restart()
  expect(log.failed).toEqual(['no_answer'])
})
