import { describe, expect, test } from 'vitest'
import {
  abandonRefund,
  adoptRefund,
  approveRefund,
  checkByPlan,
  committedRefundFen,
  countTasks,
  type Decision,
  fen,
  type GatewayRefundState,
  isMerchantTask,
  markCollected,
  type Order,
  overRefundedFen,
  recordPayment,
  recordRefundAccepted,
  recordRefundRefused,
  recordUnreadablePayment,
  refundableFen,
  refundedFen,
  rejectRefund,
  resolveRefundTask,
  type SettledRefund,
  settleRefund,
  settleRefundManually,
  startRefund,
} from '../src/index.ts'
import { broken } from './helpers/invariants.ts'
import {
  agreed,
  closed,
  hour,
  merchant,
  minute,
  paid,
  paidAfterClose,
  payment,
  prepaid,
  told,
  total,
} from './helpers/orders.ts'
import { asked, withStarted } from './helpers/refunds.ts'

const day = 24 * hour

/** One step of a walk, in words that stand for a call. */
type Step = (order: Order) => Decision<string>

const start =
  (requestId: string, amountFen: number, extraTransactionId?: string): Step =>
  (order) =>
    startRefund(
      order,
      {
        requestId,
        amountFen: fen(amountFen),
        reason: '',
        by: merchant,
        ...(extraTransactionId && { extraTransactionId }),
      },
      asked,
    )
const accepted =
  (refundId: string): Step =>
  (order) =>
    recordRefundAccepted(order, { refundId, gatewayRefundId: '5' }, asked)
const refused =
  (refundId: string, code = 'USER_ACCOUNT_ABNORMAL'): Step =>
  (order) =>
    recordRefundRefused(order, { refundId, code, message: '' }, asked)
const reported =
  (refundId: string, state: SettledRefund['state'], amountFen = total): Step =>
  (order) =>
    settleRefund(order, { refundId, state, amountFen, gatewayRefundId: '5', settledAt: null, receivedBy: null }, asked)
const abandoned =
  (refundId: string): Step =>
  (order) =>
    abandonRefund(order, { refundId, by: merchant }, asked)
const settled =
  (refundId: string, isFact: boolean): Step =>
  (order) =>
    settleRefundManually(order, { refundId, by: merchant, note: '现金', isFact }, asked)
const extraPaid =
  (transactionId: string, totalFen = total): Step =>
  (order) =>
    recordPayment(order, { ...payment, transactionId, totalFen }, asked)
const rejected =
  (refundId: string): Step =>
  (order) =>
    rejectRefund(order, { refundId, by: merchant, reason: '已使用' }, asked)
const collected: Step = (order) => markCollected(order, merchant, asked)
const adopted =
  (refundId: string, amountFen: number, transactionId = payment.transactionId): Step =>
  (order) => {
    const end = { state: 'succeeded', settledAt: asked, receivedBy: '支付用户零钱' } as const
    return adoptRefund(
      order,
      { refundId, gatewayRefundId: '5', transactionId, amountFen: fen(amountFen), end },
      merchant,
      asked,
    )
  }
const noted =
  (refundId: string | null): Step =>
  (order) =>
    resolveRefundTask(order, { refundId, by: merchant, note: '顾客已退回' }, asked)

function walk(order: Order, steps: Step[]): Order {
  return steps.reduce((before, step) => {
    const after = agreed(step(before))
    expect(broken(before, after)).toEqual([])
    return after
  }, order)
}

/** R1 of everything is closed, R2 of everything is accepted, and R1 succeeds all the same. */
const bothComeBack = [
  start('r1', total),
  accepted('WM1R1'),
  reported('WM1R1', 'closed'),
  start('r2', total),
  accepted('WM1R2'),
  reported('WM1R1', 'succeeded'),
]

describe('literal walks that random ones found, and their kin', () => {
  // biome-ignore format: one row is one walk
  test.each<[walk: string, from: Order, steps: Step[], last: Step, expected: string]>([
    ['goods after more is committed than was paid', paid, bothComeBack, collected, 'fully_refunded'],
    ['goods of a late payment whose refund was abandoned', paidAfterClose, [refused('WM1R1'), abandoned('WM1R1')], collected, 'paid_after_close'],
    ['goods while money that went to the merchant’s account is a task', paid, [start('r1', total), accepted('WM1R1'), reported('WM1R1', 'returned-to-merchant')], collected, 'fully_refunded'],
    ['goods after that task was abandoned', paid, [start('r1', total), accepted('WM1R1'), reported('WM1R1', 'returned-to-merchant'), abandoned('WM1R1')], collected, 'collected'],
    ['a new refund of what WeChat counts as refunded', paid, [start('r1', total), accepted('WM1R1'), reported('WM1R1', 'returned-to-merchant'), abandoned('WM1R1')], start('r2', 1), 'over_refundable'],
    ['REFUNDCLOSE after CHANGE', paid, [start('r1', total), reported('WM1R1', 'abnormal')], reported('WM1R1', 'closed'), 'refund-closed'],
    ['PROCESSING after CHANGE', paid, [start('r1', total), reported('WM1R1', 'abnormal')], accepted('WM1R1'), 'refund-accepted'],
    ['the 51st refund after the first one was abandoned', withStarted(50), [refused('WM1R1'), abandoned('WM1R1')], start('r51', 1), 'too_many_refunds'],
    ['an extra payment again after its refund was abandoned', paid, [extraPaid('42002'), refused('WM1R1'), abandoned('WM1R1')], start('again', total, '42002'), 'refund-requested refund-approved'],
    ['an extra payment again after its refund was closed', paid, [extraPaid('42002'), accepted('WM1R1'), reported('WM1R1', 'closed')], start('again', total, '42002'), 'refund-requested refund-approved'],
    ['an extra payment twice', paid, [extraPaid('42002'), refused('WM1R1'), abandoned('WM1R1'), start('again', total, '42002')], start('more', 1, '42002'), 'over_refundable'],
    ['an extra payment that does not exist', paid, [], start('again', 1, '42003'), 'payment_not_found'],
    ['a payment of another amount after its refund was rejected', prepaid, [extraPaid('42002', fen(999)), rejected('WM1R1')], start('again', 999, '42002'), 'refund-requested refund-approved'],
    ['a refund at WeChat’s platform of a payment unknown here', paid, [], adopted('5030', 1, '42009'), 'payment_not_found'],
    ['the same refund at WeChat’s platform again', paid, [adopted('5030', 1)], adopted('5030', 1), 'none'],
    ['more than is left after a refund at WeChat’s platform', paid, [adopted('5030', 4000)], start('r1', 461), 'over_refundable'],
    ['a note where nothing was paid twice', paid, [start('r1', 1)], noted('WM1R1'), 'not_a_task'],
    ['a note where not too much was refunded', paid, [], noted(null), 'not_a_task'],
  ])('%s: %#', (_, from, steps, last, expected) => {
    const order = walk(from, steps)
    expect(told(order, last(order))).toBe(expected)
  })
})

describe('more refunded than paid', () => {
  const order = walk(paid, [...bothComeBack, reported('WM1R2', 'succeeded')])

  test('is a task that only a note ends', () => {
    expect([refundedFen(order), overRefundedFen(order), refundableFen(order)]).toStrictEqual([8920, 4460, 0])
    expect(countTasks(order)).toBe(1)
    const ended = walk(order, [noted(null)])
    expect(countTasks(ended)).toBe(0)
    expect(ended.overRefundResolution).toStrictEqual({
      by: merchant,
      at: asked,
      note: '顾客已退回',
      overRefundedFen: 4460,
    })
    expect(told(ended, noted(null)(ended))).toBe('none')
  })

  test('is a task again when still more comes', () => {
    expect(countTasks(walk(order, [noted(null), adopted('5030', 1)]))).toBe(1)
  })
})

describe('a refund that the buyer has twice', () => {
  const order = walk(paid, [
    start('r1', 1000),
    refused('WM1R1'),
    settled('WM1R1', false),
    reported('WM1R1', 'succeeded', fen(1000)),
  ])

  test('is a task with twice the amount that only a note ends', () => {
    expect(order.refunds).toMatchObject([{ state: 'refunded-twice' }])
    expect([refundedFen(order), refundableFen(order), countTasks(order)]).toStrictEqual([2000, 2460, 1])
    const ended = walk(order, [noted('WM1R1')])
    expect([ended.refunds.map(isMerchantTask), countTasks(ended)]).toStrictEqual([[false], 0])
  })
})

describe('SUCCESS into the merchant’s account', () => {
  const order = walk(paid, [start('r1', 1000), accepted('WM1R1'), reported('WM1R1', 'returned-to-merchant', fen(1000))])

  test('is not refunded, but used up at WeChat, and a task', () => {
    expect([refundedFen(order), committedRefundFen(order), refundableFen(order), countTasks(order)]).toStrictEqual([
      0, 1000, 3460, 1,
    ])
  })

  test('ends by settling it manually', () => {
    const ended = walk(order, [settled('WM1R1', false)])
    expect([refundedFen(ended), countTasks(ended)]).toStrictEqual([1000, 0])
  })
})

describe('the refund of an extra payment', () => {
  test('is sent with the number of that payment, not of the order’s own', () => {
    const order = walk(paid, [extraPaid('42002'), refused('WM1R1'), abandoned('WM1R1'), start('again', total, '42002')])
    expect(order.refunds.map(({ state, extraTransactionId }) => [state, extraTransactionId])).toStrictEqual([
      ['abandoned', '42002'],
      ['approved', '42002'],
    ])
    expect(refundableFen(order)).toBe(total)
  })

  test('above the limit waits for a second merchant', () => {
    const order = walk(paid, [extraPaid('42002'), refused('WM1R1'), abandoned('WM1R1')])
    const wish = { requestId: 'again', amountFen: total, reason: '', by: merchant, extraTransactionId: '42002' }
    const first = agreed(startRefund(order, wish, asked, 4000))
    expect(first.refunds[1]).toMatchObject({ state: 'waiting', firstApprovedBy: merchant })
    expect(told(first, approveRefund(first, { refundId: 'WM1R2', by: 'oSecond' }, asked, 4000))).toBe('refund-approved')
  })
})

describe('a refund made at WeChat’s platform', () => {
  test('counts in every sum, and says where it was made', () => {
    const order = walk(paid, [adopted('50301', 1000)])
    expect(order.refunds).toMatchObject([
      { refundId: '50301', state: 'succeeded', requestedBy: 'platform', acceptedAt: null },
    ])
    expect([refundedFen(order), committedRefundFen(order), refundableFen(order)]).toStrictEqual([1000, 1000, 3460])
  })

  test('counts while WeChat still processes it, and is followed', () => {
    const under = {
      refundId: '50301',
      gatewayRefundId: '503',
      transactionId: payment.transactionId,
      amountFen: fen(1000),
    }
    const order = agreed(adoptRefund(paid, { ...under, end: null }, merchant, asked))
    expect([refundedFen(order), committedRefundFen(order), refundableFen(order)]).toStrictEqual([0, 1000, 3460])
    expect(order.nextCheckAt).not.toBeNull()
  })

  test('may have the number that comes next here', () => {
    const order = walk(paid, [adopted('WM1R2', 1000), start('r1', 1000)])
    expect(order.refunds.map(({ refundId }) => refundId)).toStrictEqual(['WM1R2', 'WM1R3'])
  })
})

describe('after CHANGE', () => {
  const order = walk(paid, [start('r1', total), reported('WM1R1', 'abnormal')])
  const untilNext = (sinceMs: number) => {
    const { nextCheckAt } = agreed(checkByPlan(order, asked + sinceMs))
    return nextCheckAt && nextCheckAt - asked - sinceMs
  }

  test('a timer follows it hourly for a day and daily for 30 more', () => {
    expect(order.nextCheckAt).toBe(asked + hour)
    // biome-ignore format: time since CHANGE, and until the next query
    expect([0, day - 1, day, 31 * day - 1, 31 * day].map(untilNext)).toStrictEqual([
      hour, hour, day, day, null,
    ])
  })

  test.each<[GatewayRefundState, number | null]>([
    ['processing', minute],
    ['closed', null],
    ['succeeded', null],
    ['returned-to-merchant', null],
  ])('%s ends that', (state, nextMs) => {
    const after = walk(order, [state === 'processing' ? accepted('WM1R1') : reported('WM1R1', state)])
    expect(after.nextCheckAt).toBe(nextMs && asked + nextMs)
  })

  test('it is followed on when a merchant settles it', () => {
    expect(walk(order, [settled('WM1R1', false)]).nextCheckAt).toBe(asked + hour)
  })
})

test.each([
  ['refused', [refused('WM1R1')], false, null],
  ['refused', [refused('WM1R1')], true, hour],
  ['processing', [accepted('WM1R1')], true, hour],
  ['closed', [reported('WM1R1', 'closed')], true, null],
] as const)('settled manually after %s (%#): followed while WeChat may still pay', (_, steps, isFact, nextMs) => {
  const order = walk(paid, [start('r1', total), ...steps, settled('WM1R1', isFact)])
  expect(order.nextCheckAt).toBe(nextMs && asked + nextMs)
})

describe('a payment that cannot be read as fen', () => {
  const unreadable: Step = (order) =>
    recordUnreadablePayment(order, { transactionId: '42002', problem: 'fee_type is USD' }, asked)

  test('ends an order that waits for its payment', () => {
    expect(told(prepaid, unreadable(prepaid))).toBe('payment-unreadable closing closed')
    expect(walk(prepaid, [unreadable])).toMatchObject({ state: 'closed', closedBy: 'mismatch', nextCheckAt: null })
  })

  test('changes no other', () => {
    for (const order of [paid, closed]) expect(told(order, unreadable(order))).toBe('none')
  })
})
