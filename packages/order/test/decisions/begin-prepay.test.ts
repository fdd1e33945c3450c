import { describe, expect, test } from 'vitest'
import { beginPrepay, freshPrepayId, type Order } from '../../src/index.ts'
import {
  agreed,
  begun,
  call,
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
  second,
  told,
} from '../helpers/orders.ts'

/** When the prepay_id of these orders came, and when it is too old: 1 h 55 min later. */
const prepaidAt = noon + second
const staleAt = prepaidAt + 6_900_000

describe('beginPrepay(order, call, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, now: number, expected: string]>([
    ['paid',                          paid,      noon + minute,      'already_paid'],
    ['paid, expired',                 paid,      expiry,             'already_paid'],
    ['closed',                        closed,    noon + minute,      'order_closed'],
    ['closed, expired',               closed,    expiry,             'order_closed'],
    ['closing',                       closing,   noon + minute,      'order_closing'],
    ['closing, expired',              closing,   expiry,             'order_closing'],
    ['60 000 ms left',                fresh,     expiry - 60_000,    'prepay-begun'],
    ['59 999 ms left',                fresh,     expiry - 59_999,    'too_late'],
    ['expired',                       fresh,     expiry,             'too_late'],
    ['expired long ago',              fresh,     expiry + 24 * hour, 'too_late'],
    ['59 999 ms left, prepay_id',     prepaid,   expiry - 59_999,    'too_late'],
    ['unpaid',                        fresh,     noon,               'prepay-begun'],
    ['unpaid, clock set back',        fresh,     noon - hour,        'prepay-begun'],
    ['prepay_id there',               prepaid,   expiry - 60_000,    'none'],
    ['prepay_id 1 ms from too old',   longLived, staleAt - 1,        'none'],
    ['prepay_id too old',             longLived, staleAt,            'prepay-begun'],
    ['prepay_id, clock set back',     longLived, noon - hour,        'none'],
  ])('%s', (_, order, now, expected) => {
    expect(told(order, beginPrepay(order, { ...call, inFlightUntil: now + 15 * second }, now))).toBe(expected)
  })

  // biome-ignore format: one row is one mark
  test.each<[inFlightUntil: number, expected: string]>([
    [call.inFlightUntil - 1, 'none'],
    [call.inFlightUntil,     'none'],
    [call.inFlightUntil + 1, 'prepay-begun'],
  ])('begun before, a call until %d: the mark only moves forward', (inFlightUntil, expected) => {
    expect(told(begun, beginPrepay(begun, { ...call, inFlightUntil }, noon))).toBe(expected)
  })

  test('keeps what the first call was given, for every repetition', () => {
    const again = { spbillCreateIp: '198.51.100.9', inFlightUntil: noon + 5 * minute }
    expect(agreed(beginPrepay(begun, again, noon + 4 * minute)).prepay).toEqual({
      timeStart: noon,
      timeExpire: expiry,
      spbillCreateIp: '203.0.113.7',
      inFlightUntil: noon + 5 * minute,
      prepayId: null,
      prepaidAt: null,
    })
  })

  test('keeps a prepay_id that is too old until the new one comes', () => {
    const again = agreed(beginPrepay(longLived, { ...call, inFlightUntil: staleAt + 15 * second }, staleAt))
    expect(again.prepay).toMatchObject({ prepayId, prepaidAt, inFlightUntil: staleAt + 15 * second })
  })
})

describe('freshPrepayId(order, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, now: number, expected: string | null]>([
    ['never begun',       fresh,     noon,        null],
    ['begun, none came',  begun,     noon,        null],
    ['just came',         longLived, prepaidAt,   prepayId],
    ['1 ms from too old', longLived, staleAt - 1, prepayId],
    ['too old',           longLived, staleAt,     null],
  ])('%s', (_, order, now, expected) => {
    expect(freshPrepayId(order, now)).toBe(expected)
  })
})

describe('beginPrepay(order, call, now), again and again', () => {
  function tried(times: number): Order {
    let order = fresh
    for (let n = 1; n <= times; n += 1) {
      order = agreed(beginPrepay(order, { spbillCreateIp: '203.0.113.7', inFlightUntil: noon + n * second }, noon))
    }
    return order
  }

  test.each([
    [49, 'prepay-begun'],
    [50, 'too_many_tries'],
  ])('after %i tries without an answer: %s', (times, expected) => {
    const again = beginPrepay(tried(times), { spbillCreateIp: '203.0.113.7', inFlightUntil: noon + minute }, noon)
    expect(told(tried(times), again)).toBe(expected)
  })
})
