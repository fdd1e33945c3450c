import { describe, expect, test } from 'vitest'
import {
  fen,
  limits,
  type Order,
  type RefundRequest,
  refundableFen,
  refundOfRequest,
  requestRefund,
  startRefund,
} from '../../src/index.ts'
import {
  agreed,
  buyer,
  closed,
  closing,
  fresh,
  merchant,
  minute,
  paid,
  paidAfterClose,
  prepaid,
  told,
  total,
} from '../helpers/orders.ts'
import {
  asked,
  mostEntries,
  refundId,
  wish,
  withRefund,
  withStarted,
  withWaiting,
  withWithdrawn,
} from '../helpers/refunds.ts'

const amount = (amountFen: number): Partial<RefundRequest> => ({ requestId: 'new', amountFen: fen(amountFen) })
const all = amount(total)
const over = amount(total + 1)
const none = amount(0)

describe('requestRefund(order, wanted, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, changes: Partial<RefundRequest>, expected: string]>([
    ['the same again',                      withRefund.waiting,          {},                            'none'],
    ['the same again, withdrawn meanwhile', withRefund.withdrawn,        {},                            'none'],
    ['the same again, done meanwhile',      withRefund.succeeded,        {},                            'none'],
    ['same requestId, other amount',        withRefund.waiting,          { amountFen: fen(999) },        'request_id_reused'],
    ['same requestId, other reason',        withRefund.waiting,          { reason: '' },                'request_id_reused'],
    ['same requestId, far too much',        withRefund.waiting,          { amountFen: fen(total + 1) }, 'request_id_reused'],
    ['same requestId, other person',        withRefund.waiting,          { by: merchant },              'refund-requested'],
    ['unpaid',                              fresh,                       {},                            'not_paid'],
    ['unpaid, prepaid',                     prepaid,                     none,                          'not_paid'],
    ['closing',                             closing,                     over,                          'not_paid'],
    ['closed',                              closed,                      {},                            'not_paid'],
    ['nothing',                             paid,                        none,                          'nothing_to_refund'],
    ['nothing, 3 waiting',                  withWaiting(3),              none,                          'nothing_to_refund'],
    ['2 waiting',                           withWaiting(2),              amount(1),                     'refund-requested'],
    ['3 waiting',                           withWaiting(3),              amount(1),                     'too_many_waiting'],
    ['3 waiting, too much',                 withWaiting(3),              over,                          'too_many_waiting'],
    ['3 waiting, full of entries',          withWaiting(3, withWithdrawn(97)), amount(1),               'too_many_waiting'],
    ['99 entries',                          withWithdrawn(99),           amount(1),                     'refund-requested'],
    ['100 entries',                         withWithdrawn(mostEntries),  amount(1),                     'too_many_refunds'],
    ['100 entries, too much',               withWithdrawn(mostEntries),  over,                          'too_many_refunds'],
    ['50 sent',                             withStarted(50),             amount(1),                     'refund-requested'],
    ['all of it',                           paid,                        all,                           'refund-requested'],
    ['1 fen over',                          paid,                        over,                          'over_refundable'],
    ['money is on its way back already',    paidAfterClose,              amount(1),                     'over_refundable'],
  ])('%s', (_, order, changes, expected) => {
    expect(told(order, requestRefund(order, { ...wish, ...changes }, asked))).toBe(expected)
  })

  test('a request holds its amount and needs no timer', () => {
    expect(refundableFen(withRefund.waiting)).toBe(3460)
    expect(withRefund.waiting.nextCheckAt).toBeNull()
    expect(withRefund.waiting.refunds).toEqual([
      {
        refundId: 'WM1R1',
        requestId: 'refund-1',
        amountFen: 1000,
        reason: '不喜欢',
        state: 'waiting',
        requestedBy: buyer,
        requestedAt: asked,
        extraTransactionId: null,
        acceptedAt: null,
        ended: null,
        gatewayState: null,
        followedSince: null,
        resolution: null,
        firstApprovedBy: null,
        firstApprovedAt: null,
        decidedBy: null,
        decidedAt: null,
        rejection: null,
        gatewayRefundId: null,
        refusal: null,
        settledAt: null,
        receivedBy: null,
      },
    ])
  })
})

describe('startRefund(order, wanted, now)', () => {
  const started = 'refund-requested refund-approved'

  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, changes: Partial<RefundRequest>, expected: string]>([
    ['the same again',                 withStarted(1),                { requestId: 'started-1', amountFen: fen(1) }, 'none'],
    ['same requestId, other amount',   withStarted(1),                { requestId: 'started-1', amountFen: fen(2) }, 'request_id_reused'],
    ['unpaid',                         prepaid,                       {},               'not_paid'],
    ['closed',                         closed,                        none,             'not_paid'],
    ['nothing',                        paid,                          none,             'nothing_to_refund'],
    ['nothing, 50 sent',               withStarted(50),               none,             'nothing_to_refund'],
    ['3 of the buyer waiting',         withWaiting(3),                amount(1),        started],
    ['49 sent',                        withStarted(49),               amount(1),        started],
    ['50 sent',                        withStarted(50),               amount(1),        'too_many_refunds'],
    ['50 sent, too much',              withStarted(50),               over,             'too_many_refunds'],
    ['100 entries, none sent',         withWithdrawn(mostEntries),    amount(1),        started],
    ['100 entries, 50 sent',           withStarted(50, withWithdrawn(50)), amount(1),   'too_many_refunds'],
    ['all of it',                      paid,                          all,              started],
    ['1 fen over',                     paid,                          over,             'over_refundable'],
    ['what a request leaves',          withRefund.waiting,            amount(3460),     started],
    ['1 fen more than that',           withRefund.waiting,            amount(3461),     'over_refundable'],
  ])('%s', (_, order, changes, expected) => {
    expect(told(order, startRefund(order, { ...wish, by: merchant, ...changes }, asked))).toBe(expected)
  })

  test('is approved in the same write: number and amount are stored, a timer will look', () => {
    const order = agreed(startRefund(paid, { ...wish, by: merchant }, asked))
    expect(order.nextCheckAt).toBe(asked + minute)
    expect(order.refunds).toMatchObject([
      { refundId, amountFen: 1000, state: 'approved', requestedBy: merchant, decidedBy: merchant, decidedAt: asked },
    ])
  })
})

describe('what may still be asked for, with a refund of 10.00 yuan in each state', () => {
  // biome-ignore format: one row is one state of the refund
  test.each([
    ['waiting',    3460],
    ['withdrawn',  4460],
    ['rejected',   4460],
    ['approved',   3460],
    ['refused',    3460],
    ['processing', 3460],
    ['succeeded',  3460],
    ['abnormal',   3460],
    ['closed',     4460],
  ] as const)('%s: %d fen, and not 1 more', (state, left) => {
    const order = withRefund[state]
    expect(refundableFen(order)).toBe(left)
    expect(told(order, requestRefund(order, { ...wish, ...amount(left) }, asked))).toBe('refund-requested')
    expect(told(order, requestRefund(order, { ...wish, ...amount(left + 1) }, asked))).toBe('over_refundable')
  })
})

describe('refundOfRequest(order, { requestId, by })', () => {
  // biome-ignore format: one row is one question
  test.each([
    ['his own',          'refund-1', buyer,    refundId],
    ['someone else’s',   'refund-1', merchant, undefined],
    ['another request',  'refund-2', buyer,    undefined],
  ])('%s', (_, requestId, by, expected) => {
    expect(refundOfRequest(withRefund.waiting, { requestId, by })?.refundId).toBe(expected)
  })
})

test('the entries of an order have an end: 100 by the buyer, 50 by merchants', () => {
  expect(limits).toMatchObject({ sentRefundsPerOrder: 50, waitingRefundsPerOrder: 3 })
  expect(mostEntries).toBe(100)
})
