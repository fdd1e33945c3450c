import { describe, expect, test } from 'vitest'
import {
  approveRefund,
  fen,
  type Order,
  rejectRefund,
  requestRefund,
  startRefund,
  withdrawRefund,
} from '../src/index.ts'
import { agreed, buyer, merchant, minute, paid, told } from './helpers/orders.ts'
import { asked, rejection, wish, withRefund } from './helpers/refunds.ts'

const [first, second, limit] = [merchant, 'oSecond', 1500]
const asking = (order: Order, amountFen: number) =>
  agreed(requestRefund(order, { ...wish, requestId: `r-${amountFen}`, amountFen: fen(amountFen) }, asked))
const approve = (order: Order, by: string, refundId = 'WM1R1') =>
  approveRefund(order, { refundId, by }, asked + minute, limit)
const start = (order: Order, by: string, amountFen: number) =>
  startRefund(order, { ...wish, requestId: `s-${amountFen}`, by, amountFen: fen(amountFen) }, asked, limit)

const large = asking(paid, 1501)
const once = agreed(approve(large, first))
const started = agreed(start(paid, first, 1501))
/** 10.00 yuan are given back already. */
const spent = withRefund.succeeded

// biome-ignore format: one row is one call
test.each<[situation: string, order: Order, by: string, refundId: string, expected: string]>([
  ['at the limit, one is enough',         asking(paid, 1500), first,  'WM1R1', 'refund-approved'],
  ['above it, the first of two',          large,              first,  'WM1R1', 'refund-first-approved'],
  ['the same person a second time',       once,               first,  'WM1R1', 'none'],
  ['the second of two',                   once,               second, 'WM1R1', 'refund-approved'],
  ['with what was given back before',     asking(spent, 501), first,  'WM1R2', 'refund-first-approved'],
  ['up to the limit with what was before', asking(spent, 500), first, 'WM1R2', 'refund-approved'],
  ['a started one, by who started it',    started,            first,  'WM1R1', 'none'],
  ['a started one, by another',           started,            second, 'WM1R1', 'refund-approved'],
  ['the buyer is a merchant',             large,              buyer,  'WM1R1', 'own_order'],
  ['the buyer is the second merchant',    once,               buyer,  'WM1R1', 'own_order'],
  ['an unknown one of the own order',     large,              buyer,  'WM1R9', 'refund_not_found'],
])('approve, %s: %s', (_, order, by, refundId, expected) => {
  expect(told(order, approve(order, by, refundId))).toBe(expected)
})

// biome-ignore format: one row is one call
test.each<[situation: string, order: Order, by: string, amountFen: number, expected: string]>([
  ['at the limit',                     paid,  first, 1500, 'refund-requested refund-approved'],
  ['above it',                         paid,  first, 1501, 'refund-requested refund-first-approved'],
  ['with what was given back before',  spent, first, 501,  'refund-requested refund-first-approved'],
  ['the own order',                    paid,  buyer, 1,    'own_order'],
])('start, %s', (_, order, by, amountFen, expected) => {
  expect(told(order, start(order, by, amountFen))).toBe(expected)
})

test('many small refunds are no way around the second person', () => {
  let order = paid
  const said: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const decision = startRefund(
      order,
      { ...wish, requestId: `split-${n}`, by: first, amountFen: fen(700) },
      asked,
      limit,
    )
    said.push(told(order, decision))
    order = agreed(decision)
  }
  expect(said).toEqual([
    'refund-requested refund-approved',
    'refund-requested refund-approved',
    'refund-requested refund-first-approved',
  ])
})

describe('while a second person is awaited', () => {
  test('the refund waits, with who agreed first, and no timer looks', () => {
    expect(once.refunds).toMatchObject([
      { state: 'waiting', firstApprovedBy: first, firstApprovedAt: asked + minute, decidedBy: null },
    ])
    expect(once.nextCheckAt).toBeNull()
  })

  test('any merchant may say no, also the first', () => {
    expect(told(once, rejectRefund(once, rejection, asked))).toBe('refund-rejected')
  })

  test('the buyer may still take a request back, but not what a merchant started', () => {
    expect(told(once, withdrawRefund(once, { refundId: 'WM1R1', by: buyer }, asked))).toBe('refund-withdrawn')
    expect(told(started, withdrawRefund(started, { refundId: 'WM1R1', by: buyer }, asked))).toBe('not_your_request')
  })
})
