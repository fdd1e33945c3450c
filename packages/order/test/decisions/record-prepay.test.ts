import { describe, expect, test } from 'vitest'
import { type Order, recordPrepay } from '../../src/index.ts'
import {
  agreed,
  begun,
  closed,
  closing,
  expiry,
  fresh,
  hour,
  longLived,
  minute,
  noon,
  paid,
  prepaid,
  prepayId,
  told,
} from '../helpers/orders.ts'

const another = 'wx15140000000000fedcba'

describe('recordPrepay(order, prepayId, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, prepayId: string, now: number, expected: string]>([
    ['paid meanwhile',          paid,      another,  noon + minute,        'already_paid'],
    ['paid meanwhile, expired', paid,      prepayId, expiry,               'already_paid'],
    ['closed meanwhile',        closed,    another,  expiry,               'order_closed'],
    ['closing meanwhile',       closing,   another,  expiry,               'order_closing'],
    ['59 999 ms left',          begun,     prepayId, expiry - 59_999,      'too_late'],
    ['60 000 ms left',          begun,     prepayId, expiry - 60_000,      'prepaid'],
    ['the first',               begun,     prepayId, noon,                 'prepaid'],
    ['the same again',          prepaid,   prepayId, noon + minute,        'none'],
    ['a new one',               prepaid,   another,  noon + minute,        'prepaid'],
    ['a new one for an old',    longLived, another,  noon + 2 * hour,      'prepaid'],
  ])('%s', (_, order, id, now, expected) => {
    expect(told(order, recordPrepay(order, id, now))).toBe(expected)
  })

  test('keeps the prepay_id and when it came', () => {
    expect(agreed(recordPrepay(prepaid, another, noon + minute)).prepay).toEqual({
      ...prepaid.prepay,
      prepayId: another,
      prepaidAt: noon + minute,
    })
  })

  test('throws when nobody asked for one: no use case can get there', () => {
    expect(() => recordPrepay(fresh, prepayId, noon)).toThrow(
      new Error('[order] WM1 got a prepay_id although no unified order was begun'),
    )
  })
})
