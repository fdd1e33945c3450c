import { fen, limits, type RefundState } from '@stack/order'
import { describe, expect, test } from 'vitest'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { memoryServices, noon, refundAnswer, refundIn } from '../../src/testing.ts'
import { advanceRefund } from '../../src/use-cases/advance-refund.ts'
import { sendRefund } from '../../src/use-cases/send-refund.ts'
import { syncRefund } from '../../src/use-cases/sync-refund.ts'
import { inBooks, onlyRefund } from '../helpers/flows.ts'

const now = noon + 900_000
const deadline = now + 8_000
const inAMinute = now + limits.recheckDelayMs
const gatewayRefundId = '50000000002026011500000000001'
const end = refundAnswer('succeeded', { settledAt: now - 1_000, receivedBy: '支付用户零钱' })
const inAnHour = now + 3_600_000

type Sent = Awaited<ReturnType<Gateway['refund']>>
type Asked = Awaited<ReturnType<Gateway['queryRefund']>>

describe('sendRefund', () => {
  test.each<[answer: Sent, store: string, nextCheckAt: number | null, level: string]>([
    [{ kind: 'accepted', gatewayRefundId }, 'paid processing', inAMinute, 'info'],
    [{ kind: 'open', code: 'SYSTEMERROR' }, 'paid approved', inAMinute, 'warn'],
    [{ kind: 'open', code: 'BIZERR_NEED_RETRY' }, 'paid approved', inAMinute, 'warn'],
    [{ kind: 'refused', code: 'NOTENOUGH', message: '余额不足' }, 'paid refused', null, 'warn'],
    [{ kind: 'refused', code: 'TRADE_OVERDUE', message: '订单已超期' }, 'paid refused', null, 'warn'],
    [{ kind: 'refused', code: 'NO_CERTIFICATE', message: 'no' }, 'paid refused', null, 'warn'],
  ])('%j: %s', async (answer, store, nextCheckAt, level) => {
    const approved = refundIn('approved')
    const services = memoryServices({ now, orders: [approved], gateway: { refund: async () => answer } })
    const order = await sendRefund(services, approved, onlyRefund(approved), deadline)
    expect(order).toBe(services.store.stored.get(approved._id))
    expect(inBooks(services, approved)).toBe(store)
    expect(order.nextCheckAt).toBe(nextCheckAt)
    expect(services.logged).toMatchObject([{ level }])
  })

  test('number, sum, amount and reason are those that were stored', async () => {
    const approved = refundIn('approved')
    const refund: Gateway['refund'] = async (sent, until) => {
      expect([sent, until]).toStrictEqual([
        { outTradeNo: 'WM0SAMPLE1', refundId: 'WM0SAMPLE1R1', totalFen: 4460, amountFen: 1000, reason: '不喜欢' },
        deadline,
      ])
      return { kind: 'accepted', gatewayRefundId }
    }
    const services = memoryServices({ now, orders: [approved], gateway: { refund } })
    await sendRefund(services, approved, onlyRefund(approved), deadline)
    expect(onlyRefund(services.store.stored.get(approved._id) ?? approved)).toMatchObject({ gatewayRefundId })
  })

  test.each<[answer: Sent]>([
    [{ kind: 'accepted', gatewayRefundId }],
    [{ kind: 'refused', code: 'ERROR', message: 'no' }],
    [{ kind: 'open', code: 'SYSTEMERROR' }],
  ])('settled while it was sent, %j: nothing is moved back', async (answer) => {
    const approved = refundIn('approved')
    const settled = refundIn('succeeded')
    const refund = async () => {
      services.store.stored.set(approved._id, settled)
      return answer
    }
    const services = memoryServices({ now, orders: [approved], gateway: { refund } })
    await sendRefund(services, approved, onlyRefund(approved), deadline)
    expect(services.store.stored.get(approved._id)).toBe(settled)
  })
})

describe('syncRefund', () => {
  test('REFUNDCLOSE that is older than a hint ends nothing: the timer queries again', async () => {
    const processing = refundIn('processing')
    const queryRefund = async () => {
      services.store.stored.set(processing._id, { ...processing, refundHints: processing.refundHints + 1 })
      return refundAnswer('closed')
    }
    const services = memoryServices({ now, orders: [processing], gateway: { queryRefund } })
    await syncRefund(services, processing, onlyRefund(processing), deadline)
    expect(inBooks(services, processing)).toBe('paid processing')
    expect(services.store.stored.get(processing._id)?.nextCheckAt).toBe(inAMinute)
  })

  test.each<[from: RefundState, answer: Asked, store: string, answered: boolean, nextCheckAt: number | null]>([
    ['processing', end, 'paid succeeded', true, null],
    ['processing', refundAnswer('abnormal'), 'paid abnormal', true, inAnHour],
    ['processing', refundAnswer('closed'), 'paid closed', true, null],
    ['processing', refundAnswer('processing'), 'paid processing', true, inAMinute],
    ['processing', { kind: 'refund_not_found' }, 'paid processing', true, inAMinute],
    ['processing', { kind: 'open', code: 'READ_TIMEOUT' }, 'paid processing', false, inAMinute],
    ['processing', { kind: 'refused', code: 'NOAUTH', message: 'no' }, 'paid processing', false, inAMinute],
    // The answer to the refund got lost: the query tells that WeChat has it.
    ['approved', refundAnswer('processing'), 'paid processing', true, inAMinute],
    ['approved', { kind: 'refund_not_found' }, 'paid approved', true, inAMinute],
    ['approved', end, 'paid succeeded', true, null],
    ['refused', end, 'paid succeeded', true, null],
    ['abnormal', end, 'paid succeeded', true, null],
    ['abnormal', { kind: 'open', code: 'READ_TIMEOUT' }, 'paid abnormal', false, inAnHour],
    ['abnormal', refundAnswer('abnormal'), 'paid abnormal', true, noon + 660_000 + 3_600_000],
    ['abnormal', refundAnswer('processing'), 'paid processing', true, inAMinute],
    ['abnormal', refundAnswer('closed'), 'paid closed', true, null],
    ['closed', refundAnswer('returned-to-merchant'), 'paid returned-to-merchant', true, null],
    ['settled-manually', end, 'paid refunded-twice', true, null],
    ['succeeded', refundAnswer('closed'), 'paid succeeded', true, null],
    // Another amount than ours: a person has to look, asking again would change nothing.
    ['processing', { ...end, amountFen: fen(999) }, 'paid refused', true, null],
  ])('%s, WeChat says %j: %s', async (from, answer, store, answered, nextCheckAt) => {
    const order = refundIn(from)
    const services = memoryServices({ now, orders: [order], gateway: { queryRefund: async () => answer } })
    const asked = await syncRefund(services, order, onlyRefund(order), deadline)
    expect(asked.said.kind !== 'open' && asked.said.kind !== 'refused').toBe(answered)
    expect(asked.order).toBe(services.store.stored.get(order._id))
    expect(inBooks(services, order)).toBe(store)
    expect(asked.order.nextCheckAt).toBe(nextCheckAt)
  })

  test('an amount that does not fit is told', async () => {
    const order = refundIn('processing')
    const queryRefund = async () => ({ ...end, amountFen: fen(999) })
    const services = memoryServices({ now, orders: [order], gateway: { queryRefund } })
    await syncRefund(services, order, onlyRefund(order), deadline)
    expect(services.logged).toMatchObject([{ level: 'error', message: 'refund refused', fields: { amountFen: 999 } }])
  })

  test('the refund that is asked about is this one, until the deadline', async () => {
    const order = refundIn('processing')
    const queryRefund: Gateway['queryRefund'] = async (refundId, until) => {
      expect([refundId, until]).toStrictEqual(['WM0SAMPLE1R1', deadline])
      return end
    }
    const services = memoryServices({ now, orders: [order], gateway: { queryRefund } })
    const asked = await syncRefund(services, order, onlyRefund(order), deadline)
    expect(onlyRefund(asked.order)).toMatchObject({ settledAt: now - 1_000, receivedBy: '支付用户零钱' })
  })
})

test.each<[state: RefundState, asked: string[]]>([
  ['approved', ['refund']],
  ['processing', ['queryRefund']],
])('advanceRefund: one that is %s', async (state, asked) => {
  const order = refundIn(state)
  const gateway: Partial<Gateway> = {
    refund: async () => ({ kind: 'accepted', gatewayRefundId }),
    queryRefund: async () => end,
  }
  const services = memoryServices({ now, orders: [order], gateway })
  await advanceRefund(services, order, onlyRefund(order), deadline)
  expect(services.gateway.asked).toStrictEqual(asked)
})
