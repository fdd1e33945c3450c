import { describe, expect, test } from 'vitest'
import { confirmClosed, type Order } from '../../src/index.ts'
import { agreed, call, closed, closing, fresh, hour, noon, paid, prepaid, told } from '../helpers/orders.ts'

const { inFlightUntil } = call

describe('confirmClosed(order, closeAskedAt, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, now: number, expected: string]>([
    ['closed already',                   closed,  inFlightUntil,     'none'],
    ['closed already, clock set back',   closed,  noon - hour,       'none'],
    ['paid meanwhile',                   paid,    inFlightUntil,     'already_paid'],
    ['nobody closes it',                 fresh,   inFlightUntil,     'not_closing'],
    ['nobody closes it, under way',      prepaid, inFlightUntil - 1, 'not_closing'],
    ['1 ms before the call is over',     closing, inFlightUntil - 1, 'still_in_flight'],
    ['clock set back',                   closing, noon - hour,       'still_in_flight'],
    ['the call is over',                 closing, inFlightUntil,     'closed'],
    ['long over',                        closing, noon + hour,       'closed'],
  ])('%s', (_, order, now, expected) => {
    expect(told(order, confirmClosed(order, now, now))).toBe(expected)
  })

  test('a closed order keeps who ended it and needs no timer', () => {
    expect(agreed(confirmClosed(closing, noon + hour, noon + hour))).toMatchObject({
      state: 'closed',
      closedBy: 'buyer',
      nextCheckAt: null,
    })
  })
})
