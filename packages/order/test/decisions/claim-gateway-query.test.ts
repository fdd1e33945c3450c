import { describe, expect, test } from 'vitest'
import { claimGatewayQuery, type Order, pendingGatewayQuery, postponeCheck, setNextCheck } from '../../src/index.ts'
import {
  agreed,
  begun,
  closed,
  closing,
  expiry,
  factsOf,
  fresh,
  hour,
  minute,
  noon,
  paid,
  paidAfterClose,
  prepaid,
  told,
} from '../helpers/orders.ts'
import { withRefund } from '../helpers/refunds.ts'

describe('pendingGatewayQuery(order) and setNextCheck(order, nextCheckAt)', () => {
  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, pending: string | null, check: string]>([
    ['unpaid, never begun', fresh,                 null,      'written'],
    ['unpaid, begun',       begun,                 'payment', 'written'],
    ['unpaid, prepaid',     prepaid,               'payment', 'written'],
    ['closing',             closing,               'payment', 'written'],
    ['closed',              closed,                null,      'none'],
    ['paid',                paid,                  null,      'none'],
    ['paid after close',    paidAfterClose,        'refund',  'written'],
    ['refund waiting',      withRefund.waiting,    null,      'none'],
    ['refund withdrawn',    withRefund.withdrawn,  null,      'none'],
    ['refund rejected',     withRefund.rejected,   null,      'none'],
    ['refund approved',     withRefund.approved,   'refund',  'written'],
    ['refund refused',      withRefund.refused,    null,      'none'],
    ['refund processing',   withRefund.processing, 'refund',  'written'],
    ['refund succeeded',    withRefund.succeeded,  null,      'none'],
    ['refund abnormal',     withRefund.abnormal,   null,      'written'],
    ['refund closed',       withRefund.closed,     null,      'none'],
  ])('%s', (_, order, pending, check) => {
    expect(pendingGatewayQuery(order)).toBe(pending)
    expect(told(order, setNextCheck(order, noon + hour))).toBe(check)
  })

  test('setting the same time again writes nothing', () => {
    const hinted = agreed(setNextCheck(withRefund.processing, noon + hour))
    expect(hinted).toEqual({ ...withRefund.processing, nextCheckAt: noon + hour })
    expect(told(hinted, setNextCheck(hinted, noon + hour))).toBe('none')
    expect(told(hinted, setNextCheck(hinted, noon + hour + 1))).toBe('written')
  })
})

describe('claimGatewayQuery(order, now)', () => {
  const turn = noon + minute
  const turned = agreed(claimGatewayQuery(prepaid, turn))
  const paidTurned = { ...paid, lastQueriedAt: turn }

  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, now: number, expected: string]>([
    ['nothing pending',                  fresh,                 turn,         'nothing_pending'],
    ['nothing pending, asked just now',  paidTurned,            turn,         'nothing_pending'],
    ['closed',                           closed,                turn,         'nothing_pending'],
    ['asked never',                      prepaid,               turn,         'written'],
    ['asked never, refund on its way',   withRefund.processing, turn,         'written'],
    ['asked in this very millisecond',   turned,                turn,         'queried_recently'],
    ['asked 2 999 ms ago',               turned,                turn + 2_999, 'queried_recently'],
    ['asked 3 000 ms ago',               turned,                turn + 3_000, 'written'],
    ['clock set back by 1 ms',           turned,                turn - 1,     'written'],
    ['clock set back by an hour',        turned,                turn - hour,  'written'],
    ['expired, still asked about',       prepaid,               expiry + 1,   'written'],
  ])('%s', (_, order, now, expected) => {
    expect(told(order, claimGatewayQuery(order, now))).toBe(expected)
  })

  test('writes down the turn and nothing else', () => {
    expect(turned).toEqual({ ...prepaid, lastQueriedAt: turn })
    expect(factsOf(turned)).toEqual(factsOf(prepaid))
  })
})

describe('postponeCheck(order, now)', () => {
  const { abnormal } = withRefund
  const since = abnormal.refunds[0]?.followedSince ?? 0

  // biome-ignore format: one row is one order that is due
  test.each<[situation: string, order: Order, now: number, nextMs: number | null]>([
    ['a refund is processed',              withRefund.processing, noon + 20 * minute,            minute],
    ['CHANGE of an hour ago',              abnormal,              since + hour,                  hour],
    ['CHANGE of two days ago',             abnormal,              since + 48 * hour,             24 * hour],
    ['CHANGE of 31 days ago: never again', abnormal,              since + 31 * 24 * hour,        null],
  ])('%s', (_, order, now, nextMs) => {
    const due = { ...order, nextCheckAt: now }
    expect(agreed(postponeCheck(due, now)).nextCheckAt).toBe(nextMs && now + nextMs)
  })
})
