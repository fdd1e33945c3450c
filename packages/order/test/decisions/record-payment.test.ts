import { describe, expect, test } from 'vitest'
import {
  fen,
  type Order,
  type Refund,
  type ReportedPayment,
  recordPayment,
  refundableFen,
  refundedPayment,
} from '../../src/index.ts'
import {
  agreed,
  begun,
  closed,
  closing,
  expiry,
  fresh,
  hour,
  minute,
  noon,
  paid,
  paidAfterClose,
  payment,
  prepaid,
  told,
  total,
} from '../helpers/orders.ts'

const bit = fen(1)
const poor = { totalFen: fen(total - bit) }
const rich = { totalFen: fen(total + bit) }
const extra = 'extra-paid refund-requested refund-approved'
const mismatch = 'extra-paid refund-requested closing closed'
const stranger = { openid: 'oStranger' }
const second = { transactionId: '4200000000202601150000000002' }

describe('recordPayment(order, payment, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, changes: Partial<ReportedPayment>, expected: string]>([
    ['1 fen too little',              prepaid,        poor,                       mismatch],
    ['1 fen too much',                prepaid,        rich,                       mismatch],
    ['other amount, other payer',     prepaid,        { ...poor, ...stranger },   mismatch],
    ['1 fen too little, closing',     closing,        poor,                       'extra-paid refund-requested closed'],
    ['other amount, paid already',    paid,           poor,                       'amount_mismatch'],
    ['other payer',                   prepaid,        stranger,                   mismatch],
    ['other payer, paid already',     paid,           stranger,                   'payer_mismatch'],
    ['twice, by another, otherwise',  paid,           { ...stranger, ...poor, ...second }, extra],
    ['other payer, closed',           closed,         stranger,                   'extra-paid refund-requested'],
    ['paid twice',                    paid,           second,                     extra],
    ['paid twice, after the close',   paidAfterClose, second,                     extra],
    ['the same again',                paid,           {},                         'none'],
    ['the same again, from a query',  paid,           { reportedBy: 'query' },   'none'],
    ['the same again, after close',   paidAfterClose, {},                         'none'],
    ['never begun',                   fresh,          {},                         'paid'],
    ['no prepay_id came',             begun,          {},                         'paid'],
    ['unpaid',                        prepaid,        {},                         'paid'],
    ['unpaid, from a query',          prepaid,        { reportedBy: 'query' },   'paid'],
    ['closing',                       closing,        {},                         'paid'],
    ['closed',                        closed,         {},                         'paid refund-requested refund-approved'],
  ])('%s', (_, order, changes, expected) => {
    expect(told(order, recordPayment(order, { ...payment, ...changes }, noon + 5 * minute))).toBe(expected)
  })

  test.each([
    ['before', noon],
    ['at', expiry],
    ['a day after', expiry + 86_400_000],
  ])('money counts whenever it is heard of: %s the expiry', (_, now) => {
    expect(told(prepaid, recordPayment(prepaid, payment, now))).toBe('paid')
  })

  test('keeps what WeChat said, and needs no timer', () => {
    const { reportedBy, ...said } = payment
    expect(paid).toMatchObject({ state: 'paid', payment: said, refunds: [], closedBy: null, nextCheckAt: null })
    expect(paid.history.at(-1)).toEqual({ type: 'paid', at: noon + 2 * minute, ...said, reportedBy })
  })

  test('a paid order that somebody was closing stays sold: its stock was not given back', () => {
    expect(agreed(recordPayment(closing, payment, noon))).toMatchObject({
      state: 'paid',
      refunds: [],
      nextCheckAt: null,
    })
  })

  test('money for a closed order is booked, and all of it goes back', () => {
    expect(refundableFen(paidAfterClose)).toBe(0)
    expect(paidAfterClose).toMatchObject({
      state: 'paid',
      payment: { totalFen: total },
      nextCheckAt: noon + 4 * minute,
      refunds: [
        {
          refundId: 'WM1R1',
          requestId: 'paid-after-close',
          amountFen: total,
          reason: '订单已关闭，款项退回',
          state: 'approved',
          requestedBy: 'system',
          decidedBy: 'system',
        },
      ],
    })
  })

  test('a second payment is kept beside the first, and all of it goes back; what may be refunded stays as it was', () => {
    const { reportedBy, ...said } = { ...payment, ...second, totalFen: rich.totalFen }
    const twice = agreed(recordPayment(paid, { reportedBy, ...said }, noon + 5 * minute))
    expect(twice).toMatchObject({ payment: paid.payment, extraPayments: [said], nextCheckAt: noon + 6 * minute })
    expect(twice.refunds).toMatchObject([
      {
        ...{ requestId: `paid-twice-${second.transactionId}`, amountFen: rich.totalFen, state: 'approved' },
        ...{ extraTransactionId: second.transactionId, requestedBy: 'system', reason: '重复支付，款项退回' },
      },
    ])
    expect([refundableFen(twice), refundedPayment(twice, twice.refunds[0] as Refund)]).toEqual([total, said])
    // Told again, by whomever, nothing changes.
    expect(told(twice, recordPayment(twice, { ...said, reportedBy: 'query' }, noon + hour))).toBe('none')
    expect(told(twice, recordPayment(twice, { ...said, ...poor, reportedBy }, noon + hour))).toBe('amount_mismatch')
  })
})
