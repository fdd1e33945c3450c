import { describe, expect, test } from 'vitest'
import {
  abandonRefund,
  approveRefund,
  beginClose,
  beginPrepay,
  claimGatewayQuery,
  confirmClosed,
  type Decision,
  fen,
  markCollected,
  type Order,
  recordPayment,
  recordPrepay,
  recordRefundAccepted,
  recordRefundRefused,
  recordUnreadablePayment,
  rejectRefund,
  requestRefund,
  resolveRefundTask,
  type SettledRefund,
  setNextCheck,
  settleRefund,
  settleRefundManually,
  startRefund,
  withdrawRefund,
} from '../src/index.ts'
import { broken } from './helpers/invariants.ts'
import {
  agreed,
  begun,
  closed,
  closing,
  collected,
  expiry,
  fresh,
  hour,
  longLived,
  merchant,
  minute,
  noon,
  paid,
  paidAfterClose,
  payment,
  prepaid,
  prepayId,
  second,
  told,
} from './helpers/orders.ts'
import {
  acceptance,
  approval,
  collectedAndReturned,
  decision,
  end,
  fact,
  refusal,
  rejection,
  wish,
  withdrawal,
  withRefund,
} from './helpers/refunds.ts'

const then = noon + 12 * minute
/** Money of another amount: the order is over, and the money waits for a merchant. */
const mismatch = agreed(recordPayment(prepaid, { ...payment, totalFen: fen(999), transactionId: '42001' }, noon))
const late = agreed(beginPrepay(begun, { spbillCreateIp: '203.0.113.7', inFlightUntil: then + second }, noon))

/** Every state that an order can be in, and when each verb is tried on it. */
const situations = {
  'unpaid, fresh': [fresh, then],
  'unpaid, begun': [begun, then],
  'unpaid, prepaid': [prepaid, then],
  'unpaid, stale': [longLived, noon + 2 * hour],
  'closing, under way': [agreed(beginClose(late, 'buyer', noon)), then],
  closing: [closing, then],
  'closed by buyer': [closed, then],
  'closed by expiry': [agreed(beginClose(fresh, 'expiry', expiry)), expiry],
  paid: [paid, then],
  'paid after close': [paidAfterClose, then],
  collected: [collected, then],
  'collected, returned': [collectedAndReturned, then],
  'refund waiting': [withRefund.waiting, then],
  'refund withdrawn': [withRefund.withdrawn, then],
  'refund rejected': [withRefund.rejected, then],
  'refund approved': [withRefund.approved, then],
  'refund refused': [withRefund.refused, then],
  'refund processing': [withRefund.processing, then],
  'refund succeeded': [withRefund.succeeded, then],
  'refund abnormal': [withRefund.abnormal, then],
  'refund closed': [withRefund.closed, then],
  'refund returned': [withRefund['returned-to-merchant'], then],
  'refund abandoned': [withRefund.abandoned, then],
  'settled manually': [withRefund['settled-manually'], then],
  'refunded twice': [withRefund['refunded-twice'], then],
  'closed, mismatch': [mismatch, then],
} satisfies Record<string, [Order, number]>

type Situation = keyof typeof situations
type Verb = (order: Order, now: number) => Decision<string>

const one = { ...wish, requestId: 'one-more', amountFen: fen(1) }
const settle = (state: SettledRefund['state']): Verb => {
  return (order, now) =>
    settleRefund(order, end(state, { amountFen: order.refunds[0]?.amountFen ?? wish.amountFen }), now)
}

function checkTable(verbs: Record<string, Verb>, table: Record<Situation, string[]>): void {
  describe.each(Object.keys(situations) as Situation[])('%s', (situation) => {
    const [order, now] = situations[situation]
    const row = table[situation]
    test.each(Object.entries(verbs).map(([verb, run], column) => [verb, row[column], run] as const))(
      '%s: %s',
      (_, expected, run) => {
        const decide = () => run(order, now)
        if (expected === 'throws') return expect(decide).toThrow('[order]')
        const decision = decide()
        expect(told(order, decision)).toBe(expected)
        if (decision.ok) expect(broken(order, decision.order)).toEqual([])
      },
    )
  })
}

describe('the way of the payment', () => {
  const verbs: Record<string, Verb> = {
    beginPrepay: (order, now) =>
      beginPrepay(order, { spbillCreateIp: '203.0.113.7', inFlightUntil: now + minute }, now),
    recordPrepay: (order, now) => recordPrepay(order, prepayId, now),
    'beginClose by the buyer': (order, now) => beginClose(order, 'buyer', now),
    'beginClose by expiry': (order) => beginClose(order, 'expiry', order.expiresAt),
    confirmClosed: (order, now) => confirmClosed(order, now, now),
    recordPayment: (order, now) => recordPayment(order, payment, now),
    recordUnreadablePayment: (order, now) =>
      recordUnreadablePayment(order, { transactionId: '42009', problem: 'fee_type is USD' }, now),
    'recordPayment, another': (order, now) => recordPayment(order, { ...payment, transactionId: '42002' }, now),
  }
  const back = 'paid refund-requested refund-approved'
  const extra = 'extra-paid refund-requested refund-approved'

  // biome-ignore format: one row is one state
  checkTable(verbs, {
    //                       beginPrepay      recordPrepay     buyer             expiry            confirmClosed      recordPayment  unreadable                           another
    'unpaid, fresh':       ['prepay-begun',  'throws',        'closing closed', 'closing closed', 'not_closing',     'paid',        'payment-unreadable closing closed', 'paid'],
    'unpaid, begun':       ['prepay-begun',  'prepaid',       'closing',        'closing',        'not_closing',     'paid',        'payment-unreadable closing closed', 'paid'],
    'unpaid, prepaid':     ['none',          'none',          'closing',        'closing',        'not_closing',     'paid',        'payment-unreadable closing closed', 'paid'],
    'unpaid, stale':       ['prepay-begun',  'none',          'closing',        'closing',        'not_closing',     'paid',        'payment-unreadable closing closed', 'paid'],
    'closing, under way':  ['order_closing', 'order_closing', 'none',           'none',           'still_in_flight', 'paid',        'payment-unreadable closed',         'paid'],
    closing:               ['order_closing', 'order_closing', 'none',           'none',           'closed',          'paid',        'payment-unreadable closed',         'paid'],
    'closed by buyer':     ['order_closed',  'order_closed',  'none',           'none',           'none',            back,          'none',                              back],
    'closed by expiry':    ['order_closed',  'order_closed',  'none',           'none',           'none',            back,          'none',                              back],
    paid:                  ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'paid after close':    ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    collected:             ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'collected, returned': ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund waiting':      ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund withdrawn':    ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund rejected':     ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund approved':     ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund refused':      ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund processing':   ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund succeeded':    ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund abnormal':     ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund closed':       ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund returned':     ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refund abandoned':    ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'settled manually':    ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'refunded twice':      ['already_paid',  'already_paid',  'already_paid',   'already_paid',   'already_paid',    'none',        'none',                              extra],
    'closed, mismatch':      ['order_closed',  'order_closed',  'none',           'none',           'none',            back,          'none',                              back],
  })
})

describe('what people do about paid money and goods', () => {
  const verbs: Record<string, Verb> = {
    requestRefund: (order, now) => requestRefund(order, one, now),
    startRefund: (order, now) => startRefund(order, { ...one, by: merchant }, now),
    approveRefund: (order, now) => approveRefund(order, approval, now),
    rejectRefund: (order, now) => rejectRefund(order, rejection, now),
    withdrawRefund: (order, now) => withdrawRefund(order, withdrawal, now),
    markCollected: (order, now) => markCollected(order, merchant, now),
    abandonRefund: (order, now) => abandonRefund(order, approval, now),
    'settleRefundManually, a decision': (order, now) => settleRefundManually(order, decision, now),
    'settleRefundManually, a fact': (order, now) => settleRefundManually(order, fact, now),
    resolveRefundTask: (order, now) => resolveRefundTask(order, { ...approval, note: '顾客已退回' }, now),
  }
  const [unknown, asks] = ['refund_not_found', 'refund-requested']
  const starts = 'refund-requested refund-approved'
  const [settles, abandons] = ['refund-settled-manually', 'refund-abandoned']

  // biome-ignore format: one row is one state
  checkTable(verbs, {
    //                       request            start              approve              reject               withdraw            collect           abandon        decide         fact     resolve
    'unpaid, fresh':       ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'unpaid, begun':       ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'unpaid, prepaid':     ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'unpaid, stale':       ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'closing, under way':  ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    closing:               ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'closed by buyer':     ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    'closed by expiry':    ['not_paid',        'not_paid',        unknown,             unknown,             unknown,            'not_paid',       unknown,       unknown,       unknown, unknown],
    paid:                  [asks,              starts,            unknown,             unknown,             unknown,            'collected',      unknown,       unknown,       unknown, unknown],
    'paid after close':    ['over_refundable', 'over_refundable', 'none',              'already_approved',  'already_approved', 'fully_refunded', 'not_refused', 'not_refused', settles, 'not_a_task'],
    collected:             [asks,              starts,            unknown,             unknown,             unknown,            'none',           unknown,       unknown,       unknown, unknown],
    'collected, returned': ['over_refundable', 'over_refundable', 'none',              'already_approved',  'already_approved', 'none',           'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund waiting':      [asks,              starts,            'refund-approved',   'refund-rejected',   'refund-withdrawn', 'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund withdrawn':    [asks,              starts,            'already_withdrawn', 'already_withdrawn', 'none',             'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund rejected':     [asks,              starts,            'already_rejected',  'none',              'already_rejected', 'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund approved':     [asks,              starts,            'none',              'already_approved',  'already_approved', 'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund refused':      [asks,              starts,            'refund-approved',   'already_approved',  'already_approved', 'collected',      abandons,      settles,       settles, 'not_a_task'],
    'refund processing':   [asks,              starts,            'none',              'already_approved',  'already_approved', 'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund succeeded':    [asks,              starts,            'none',              'already_settled',   'already_settled',  'collected',      'not_refused', 'not_refused', settles, 'not_a_task'],
    'refund abnormal':     [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      'not_refused', settles,       settles, 'not_a_task'],
    'refund closed':       [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      abandons,      settles,       settles, 'not_a_task'],
    'refund returned':     [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      abandons,      settles,       settles, 'not_a_task'],
    'refund abandoned':    [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      'none',        'not_refused', settles, 'not_a_task'],
    'settled manually':    [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      'not_refused', 'none',        'none',  'not_a_task'],
    'refunded twice':      [asks,              starts,            'already_settled',   'already_settled',   'already_settled',  'collected',      'not_refused', 'not_refused', 'none',  'refund-twice-resolved'],
    'closed, mismatch':      ['not_paid',        'not_paid',        'refund-approved',   'refund-rejected',   'not_your_request', 'not_paid',       'not_refused', 'not_refused', settles, 'not_a_task'],
  })
})

describe('what the gateway says of a refund, and what a timer may do', () => {
  const verbs: Record<string, Verb> = {
    recordRefundAccepted: (order, now) => recordRefundAccepted(order, acceptance, now),
    recordRefundRefused: (order, now) => recordRefundRefused(order, refusal, now),
    'settleRefund succeeded': settle('succeeded'),
    'settleRefund abnormal': settle('abnormal'),
    'settleRefund closed': settle('closed'),
    'settleRefund returned-to-merchant': settle('returned-to-merchant'),
    claimGatewayQuery,
    setNextCheck: (order, now) => setNextCheck(order, now),
  }
  const [unknown, unsent, idle] = ['refund_not_found', 'not_approved', 'nothing_pending']
  const [good, bad, shut, mine] = [
    'refund-succeeded',
    'refund-abnormal',
    'refund-closed',
    'refund-returned-to-merchant',
  ]

  // biome-ignore format: one row is one state
  checkTable(verbs, {
    //                       accepted           refused           succeeded  abnormal  closed   returned  claimGatewayQuery   setNextCheck
    'unpaid, fresh':       [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  idle,      'written'],
    'unpaid, begun':       [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  'written', 'written'],
    'unpaid, prepaid':     [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  'written', 'written'],
    'unpaid, stale':       [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  'written', 'written'],
    'closing, under way':  [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  'written', 'written'],
    closing:               [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  'written', 'written'],
    'closed by buyer':     [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  idle,      'none'],
    'closed by expiry':    [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  idle,      'none'],
    paid:                  [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  idle,      'none'],
    'paid after close':    ['refund-accepted', 'refund-refused', good,      bad,      shut,    mine,     'written', 'written'],
    collected:             [unknown,           unknown,          unknown,   unknown,  unknown, unknown,  idle,      'none'],
    'collected, returned': ['refund-accepted', 'refund-refused', good,      bad,      shut,    mine,     'written', 'written'],
    'refund waiting':      [unsent,            unsent,           unsent,    unsent,   unsent,  unsent,   idle,      'none'],
    'refund withdrawn':    [unsent,            unsent,           unsent,    unsent,   unsent,  unsent,   idle,      'none'],
    'refund rejected':     [unsent,            unsent,           unsent,    unsent,   unsent,  unsent,   idle,      'none'],
    'refund approved':     ['refund-accepted', 'refund-refused', good,      bad,      shut,    mine,     'written', 'written'],
    'refund refused':      ['refund-accepted', 'none',           good,      bad,      shut,    mine,     idle,      'none'],
    'refund processing':   ['none',            'none',           good,      bad,      shut,    mine,     'written', 'written'],
    'refund succeeded':    ['none',            'none',           'none',    'none',   'none',  'none',   idle,      'none'],
    'refund abnormal':     ['refund-accepted', 'none',           good,      'none',   shut,    mine,     idle,      'written'],
    'refund closed':       ['none',            'none',           good,      'none',   'none',  mine,     idle,      'none'],
    'refund returned':     ['none',            'none',           good,      'none',   'none',  'none',   idle,      'none'],
    'refund abandoned':    ['refund-accepted', 'none',           good,      bad,      'none',  mine,     idle,      'none'],
    'settled manually':    ['refund-accepted', 'none',           good,      bad,      shut,    mine,     idle,      'none'],
    'refunded twice':      ['none',            'none',           'none',    'none',   'none',  'none',   idle,      'none'],
    'closed, mismatch':      [unsent,            unsent,           unsent,    unsent,   unsent,  unsent,   idle,      'none'],
  })
})
