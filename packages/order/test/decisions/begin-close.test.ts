import { describe, expect, test } from 'vitest'
import { beginClose, type Order } from '../../src/index.ts'
import {
  agreed,
  begun,
  call,
  closed,
  closing,
  expiry,
  fresh,
  minute,
  noon,
  paid,
  prepaid,
  told,
} from '../helpers/orders.ts'

describe('beginClose(order, by, now)', () => {
  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, by: 'buyer' | 'expiry', now: number, expected: string]>([
    ['paid',                     paid,    'buyer',  noon + minute, 'already_paid'],
    ['paid',                     paid,    'expiry', noon + minute, 'already_paid'],
    ['paid, expired',            paid,    'expiry', expiry,        'already_paid'],
    ['closing already',          closing, 'buyer',  noon + minute, 'none'],
    ['closing, not expired',     closing, 'expiry', noon + minute, 'none'],
    ['closed already',           closed,  'buyer',  noon + minute, 'none'],
    ['closed, expired',          closed,  'expiry', expiry,        'none'],
    ['1 ms before the expiry',   fresh,   'expiry', expiry - 1,    'not_expired'],
    ['1 ms before the expiry',   prepaid, 'expiry', expiry - 1,    'not_expired'],
    ['the expiry',               fresh,   'expiry', expiry,        'closing closed'],
    ['the expiry',               prepaid, 'expiry', expiry,        'closing'],
    ['WeChat never heard of it', fresh,   'buyer',  noon,          'closing closed'],
    ['WeChat may know it',       begun,   'buyer',  noon,          'closing'],
    ['WeChat knows it',          prepaid, 'buyer',  noon,          'closing'],
    ['expired, by the buyer',    prepaid, 'buyer',  expiry,        'closing'],
  ])('%s, by %3$s', (_, order, by, now, expected) => {
    expect(told(order, beginClose(order, by, now))).toBe(expected)
  })

  // biome-ignore format: one row is one close
  test.each([
    ['buyer',  fresh,   'closed',  null],
    ['expiry', fresh,   'closed',  null],
    ['buyer',  prepaid, 'closing', expiry + 60_000],
  ] as const)('by %s: who ended it, and when a timer looks again', (by, order, state, nextCheckAt) => {
    expect(agreed(beginClose(order, by, expiry))).toMatchObject({ state, closedBy: by, nextCheckAt })
  })

  test('a timer looks again only when no unified order can be under way any more', () => {
    const long = { ...begun, prepay: { ...call, ...begun.prepay, inFlightUntil: noon + 5 * minute } } as Order
    expect(agreed(beginClose(long, 'buyer', noon)).nextCheckAt).toBe(noon + 5 * minute)
  })
})
