import { describe, expect, test } from 'vitest'
import { fen, markCollected, type Order, type RefundState, requestRefund, startRefund } from '../../src/index.ts'
import {
  agreed,
  closed,
  collected,
  hour,
  merchant,
  noon,
  paid,
  paidAfterClose,
  prepaid,
  told,
  total,
} from '../helpers/orders.ts'
import { collectedAndReturned, wish, withRefund, withStarted, withWaiting } from '../helpers/refunds.ts'

const later = noon + hour

/** A paid order with one refund in this state, of all the money. */
function allIn(state: RefundState): Order {
  const order = withRefund[state]
  return { ...order, refunds: order.refunds.map((refund) => ({ ...refund, amountFen: total })) }
}

describe('markCollected(order, by, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, expected: string]>([
    ['unpaid',                                     prepaid,                  'not_paid'],
    ['closed',                                     closed,                   'not_paid'],
    ['paid',                                       paid,                     'collected'],
    ['paid after the close: all goes back',        paidAfterClose,           'fully_refunded'],
    ['all waits for the merchant',                 allIn('waiting'),         'collected'],
    ['all was asked for and taken back',           allIn('withdrawn'),       'collected'],
    ['all was asked for and rejected',             allIn('rejected'),        'collected'],
    ['all is to be sent',                          allIn('approved'),        'fully_refunded'],
    ['all was refused by the gateway, for now',    allIn('refused'),         'fully_refunded'],
    ['all is under way',                           allIn('processing'),      'fully_refunded'],
    ['all arrived',                                allIn('succeeded'),       'fully_refunded'],
    ['all could not arrive, a person settles it',  allIn('abnormal'),        'fully_refunded'],
    ['all stays with the merchant: REFUNDCLOSE',   allIn('closed'),          'collected'],
    ['all but 1 fen',                              withStarted(1, agreed(startRefund(paid, { ...wish, amountFen: fen(total - 2), by: merchant }, noon))), 'collected'],
    ['all, in parts',                              withStarted(1, agreed(startRefund(paid, { ...wish, amountFen: fen(total - 1), by: merchant }, noon))), 'fully_refunded'],
    ['all, in parts of which one only waits',      withWaiting(1, agreed(startRefund(paid, { ...wish, amountFen: fen(total - 1), by: merchant }, noon))), 'collected'],
    ['handed over already',                        collected,                'none'],
    ['handed over, all given back since',          collectedAndReturned,     'none'],
  ])('%s: %3$s', (_, order, expected) => {
    expect(told(order, markCollected(order, merchant, later))).toBe(expected)
  })

  test('who and when stay as the first one said', () => {
    const again = agreed(markCollected(agreed(markCollected(paid, merchant, later)), 'oAnother', later + 1))
    expect(again).toMatchObject({ collectedAt: later, collectedBy: merchant })
  })

  test('no timer looks at it, and a refund stays possible', () => {
    expect(collected.nextCheckAt).toBeNull()
    expect(agreed(requestRefund(collected, { ...wish, amountFen: total }, later)).refunds).toHaveLength(1)
  })
})
