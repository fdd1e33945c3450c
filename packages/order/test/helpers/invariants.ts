import { isDeepStrictEqual } from 'node:util'
import {
  committedRefundFen,
  countPendingBuyerRequests,
  fold,
  isMerchantTask,
  isOverRefundTask,
  type Order,
  type OrderEvent,
  type OrderState,
  overRefundedFen,
  type Refund,
  type RefundState,
  refundableFen,
  refundedFen,
} from '../../src/index.ts'
import { factsOf } from './orders.ts'

const orderEdges: Record<OrderState, OrderState[]> = {
  unpaid: ['closing', 'closed', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid'],
  paid: [],
}

const refundEdges: Record<RefundState, RefundState[]> = {
  waiting: ['withdrawn', 'rejected', 'approved', 'settled-manually'],
  withdrawn: ['settled-manually'],
  rejected: ['settled-manually'],
  approved: ['refused', 'processing', 'succeeded', 'returned-to-merchant', 'abnormal', 'closed', 'settled-manually'],
  refused: [
    ...(['approved', 'processing', 'succeeded', 'returned-to-merchant', 'abnormal', 'closed'] as const),
    ...(['abandoned', 'settled-manually'] as const),
  ],
  // Refused: WeChat knows it with another amount.
  processing: ['refused', 'succeeded', 'returned-to-merchant', 'abnormal', 'closed', 'settled-manually'],
  succeeded: ['refunded-twice'],
  'returned-to-merchant': ['succeeded', 'abandoned', 'settled-manually'],
  abnormal: ['processing', 'succeeded', 'returned-to-merchant', 'closed', 'settled-manually'],
  closed: ['succeeded', 'returned-to-merchant', 'abandoned', 'settled-manually'],
  abandoned: ['processing', 'succeeded', 'returned-to-merchant', 'abnormal', 'settled-manually'],
  'settled-manually': ['refunded-twice'],
  'refunded-twice': [],
}

/** Reserved, committed, refunded: times the amount, by the rule and not by the code under test. */
const weights: Record<RefundState, [reserved: number, committed: number, refunded: number]> = {
  waiting: [1, 0, 0],
  withdrawn: [0, 0, 0],
  rejected: [0, 0, 0],
  approved: [1, 1, 0],
  refused: [1, 1, 0],
  processing: [1, 1, 0],
  succeeded: [1, 1, 1],
  'returned-to-merchant': [1, 1, 0],
  abnormal: [1, 1, 0],
  closed: [0, 0, 0],
  abandoned: [0, 0, 0],
  'settled-manually': [1, 1, 1],
  'refunded-twice': [2, 2, 2],
}

const isOpen = ({ state, refunds }: Order) =>
  state === 'unpaid' ||
  state === 'closing' ||
  refunds.some((refund) => refund.state === 'approved' || refund.state === 'processing')

const isFollowed = ({ refunds }: Order) => refunds.some(({ followedSince }) => followedSince !== null)

const sum = (refunds: Refund[], times: (refund: Refund) => number) =>
  refunds.reduce((total, refund) => total + refund.amountFen * times(refund), 0)

const refundsOf = ({ refunds }: Order, transactionId: string | null) =>
  refunds.filter(({ extraTransactionId }) => extraTransactionId === transactionId)

const paidFen = ({ payment, extraPayments }: Order, transactionId: string | null) =>
  (transactionId === null ? payment : extraPayments.find((extra) => extra.transactionId === transactionId))?.totalFen ??
  0

/** The order's own payment and its extra ones. */
const paymentsOf = ({ extraPayments }: Order) => [null, ...extraPayments.map(({ transactionId }) => transactionId)]

/** Used up at WeChat: what it may have accepted and did not close, whatever a merchant did about it. */
const usedUp = ({ state, gatewayState }: Refund) =>
  Number(state === 'approved' || (gatewayState !== null && gatewayState !== 'closed'))

const heldFen = (order: Order, transactionId: string | null) =>
  sum(refundsOf(order, transactionId), (refund) => Math.max(weights[refund.state][0], usedUp(refund)))

/**
 * What was not started here within what was paid, but happened: money that comes back after it was freed, that a merchant
 * has paid outside WeChat, or that he refunded at WeChat's platform. The records hold it whatever was paid.
 */
const hasHappened =
  ({ history }: Order) =>
  ({ refundId }: Refund) =>
    history.some(
      (event) =>
        'refundId' in event &&
        event.refundId === refundId &&
        (event.type === 'refund-adopted' ||
          event.type === 'refund-abandoned' ||
          (event.type === 'refund-settled-manually' && event.isFact) ||
          (event.type === 'refund-settled' && event.state === 'closed')),
    )

const startedFen = (order: Order, transactionId: string | null) => {
  const happened = hasHappened(order)
  return sum(refundsOf(order, transactionId), (refund) => (weights[refund.state][0] === 0 || happened(refund) ? 0 : 1))
}

const eventsOf = ({ history }: Order, type: OrderEvent['type'], refundId: string) =>
  history.filter((event) => event.type === type && 'refundId' in event && event.refundId === refundId)

const goesOn = <State>(edges: State[], from: State, to: State) => from === to || edges.includes(to)

/** What holds of an order whatever was done to it. */
export const always: Record<string, (order: Order) => boolean> = {
  'the facts are the fold of the history': (order) => isDeepStrictEqual(fold(order.history), factsOf(order)),
  'paid means that there is a payment of the whole amount': ({ state, payment, totalFen }) =>
    state === 'paid' ? payment?.totalFen === totalFen : payment === null,
  'what is started of a payment’s refunds is no more than what was paid': (order) =>
    paymentsOf(order).every((payment) => startedFen(order, payment) <= paidFen(order, payment)),
  'paid = refundable + held, in whole fen': (order) =>
    paymentsOf(order).every(
      (payment) => refundableFen(order, payment) === Math.max(0, paidFen(order, payment) - heldFen(order, payment)),
    ),
  'refunded and committed are what the table says': (order) =>
    refundedFen(order) === sum(refundsOf(order, null), ({ state }) => weights[state][2]) &&
    committedRefundFen(order) === sum(refundsOf(order, null), ({ state }) => weights[state][1]),
  'more refunded than paid is a task until a note is about all of it': (order) => {
    const over = paymentsOf(order).map((payment) =>
      Math.max(0, sum(refundsOf(order, payment), ({ state }) => weights[state][2]) - paidFen(order, payment)),
    )
    const overFen = over.reduce((total, fen) => total + fen, 0)
    const noted = Math.max(
      0,
      ...order.history.map((event) => (event.type === 'over-refund-resolved' ? event.overRefundedFen : 0)),
    )
    return overRefundedFen(order) === overFen && isOverRefundTask(order) === overFen > noted
  },
  'of every extra payment a refund is there, of all of it at first': ({ extraPayments, refunds }) =>
    extraPayments.every(({ transactionId, totalFen }) => {
      const first = refunds.find(({ extraTransactionId }) => extraTransactionId === transactionId)
      return first?.amountFen === totalFen
    }),
  'only paid money has refunds: the order’s, or an extra payment’s': ({ state, refunds }) =>
    refunds.every(({ extraTransactionId }) => state === 'paid' || (state === 'closed' && extraTransactionId !== null)),
  'only a paid order is handed over, by somebody and at a time': ({ state, collectedAt, collectedBy }) =>
    (collectedAt === null && collectedBy === null) ||
    (state === 'paid' && collectedAt !== null && collectedBy !== null),
  'refund numbers are unique, and begin with the order’s unless made at WeChat': ({ _id, refunds }) =>
    new Set(refunds.map(({ refundId }) => refundId)).size === refunds.length &&
    refunds.every(({ refundId, requestedBy }) => requestedBy === 'platform' || refundId.startsWith(`${_id}R`)),
  'every refund is of at least 1 fen': ({ refunds }) => refunds.every(({ amountFen }) => amountFen >= 1),
  'at most 50 refunds are sent, at most 3 of the buyer’s wait': (order) =>
    refundsOf(order, null).filter(({ refundId }) => eventsOf(order, 'refund-approved', refundId).length > 0).length <=
      50 && countPendingBuyerRequests(order) <= 3,
  'no merchant decides on the own order': (order) =>
    order.refunds.every(
      ({ refundId, firstApprovedBy, decidedBy }) =>
        firstApprovedBy !== order.openid &&
        (decidedBy !== order.openid || eventsOf(order, 'refund-withdrawn', refundId).length > 0),
    ),
  'two who agreed are two': ({ history, refunds }) =>
    refunds.every(({ refundId, firstApprovedBy }) => {
      const agreement = history.find((event) => event.type === 'refund-approved' && event.refundId === refundId)
      return firstApprovedBy === null || agreement?.type !== 'refund-approved' || agreement.by !== firstApprovedBy
    }),
  'a refund is undecided while it waits, and only then': ({ refunds }) =>
    refunds.every(({ state, decidedBy, decidedAt }) =>
      state === 'waiting' ? decidedBy === null && decidedAt === null : decidedBy !== null && decidedAt !== null,
    ),
  'a refund says why the gateway refused it while it is refused, or was ended after that': ({ refunds }) =>
    refunds.every(({ state, refusal, ended }) =>
      refusal === null ? state !== 'refused' : state === 'refused' || ended !== null,
    ),
  'who ended a refund is kept, and is not its buyer': ({ openid, refunds }) =>
    refunds.every(
      ({ state, ended }) =>
        ended?.by !== openid &&
        (ended !== null || !(['abandoned', 'settled-manually', 'refunded-twice'] as RefundState[]).includes(state)),
    ),
  'a refund that was paid twice is a task until its note': ({ refunds }) =>
    refunds.every(
      (refund) =>
        (refund.state === 'refunded-twice' && refund.resolution === null) ===
        (isMerchantTask(refund) && weights[refund.state][0] === 2),
    ),
  'a timer looks at it while something is open, and never when nothing is open or followed': (order) =>
    order.nextCheckAt === null ? !isOpen(order) : isOpen(order) || isFollowed(order),
}

/** What holds of every step from one order to the next. */
export const everyStep: Record<string, (before: Order, after: Order) => boolean> = {
  'history only grows': (before, after) =>
    isDeepStrictEqual(after.history.slice(0, before.history.length), before.history),
  'what was ordered, by whom and for how much never changes': (before, after) => {
    const said = ({ _id, openid, requestId, lines, totalFen, remark, createdAt, expiresAt }: Order) => ({
      ...{ _id, openid, requestId, lines, totalFen, remark, createdAt, expiresAt },
    })
    return isDeepStrictEqual(said(before), said(after))
  },
  'an order moves along legal edges; paid is never left': (before, after) =>
    goesOn(orderEdges[before.state], before.state, after.state),
  'a payment is never changed, an extra one never forgotten': (before, after) =>
    (before.payment === null || isDeepStrictEqual(before.payment, after.payment)) &&
    isDeepStrictEqual(before.extraPayments, after.extraPayments.slice(0, before.extraPayments.length)),
  'what was handed over stays so, whatever is refunded': ({ collectedAt, collectedBy }, after) =>
    collectedAt === null || (collectedAt === after.collectedAt && collectedBy === after.collectedBy),
  'nothing is handed over once all the money is committed, or the stock went back': (before, after) =>
    before.collectedAt !== null ||
    after.collectedAt === null ||
    (sum(refundsOf(before, null), ({ state }) => weights[state][1]) < before.totalFen &&
      !before.history.some(({ type }) => type === 'closed')),
  'who ended an order is never changed': ({ closedBy }, after) => closedBy === null || closedBy === after.closedBy,
  'what the first unified order was given is given to every other': ({ prepay }, after) =>
    prepay === null ||
    (prepay.timeStart === after.prepay?.timeStart &&
      prepay.timeExpire === after.prepay.timeExpire &&
      prepay.spbillCreateIp === after.prepay.spbillCreateIp &&
      prepay.inFlightUntil <= after.prepay.inFlightUntil),
  'a refund moves along legal edges': (before, after) =>
    before.refunds.every((refund, index) => {
      const next = after.refunds[index]
      return next !== undefined && goesOn(refundEdges[refund.state], refund.state, next.state)
    }),
  'a refund keeps number, request, amount and reason': (before, after) =>
    before.refunds.every(({ refundId, requestId, amountFen, reason, requestedBy }, index) => {
      const next = after.refunds[index]
      return (
        next?.refundId === refundId &&
        next.requestId === requestId &&
        next.amountFen === amountFen &&
        next.reason === reason &&
        next.requestedBy === requestedBy
      )
    }),
  'one step makes one refund at most': (before, after) => after.refunds.length - before.refunds.length <= 1,
}

/** The names of the invariants that a step breaks. */
export function broken(before: Order, after: Order): string[] {
  return [
    ...Object.keys(always).filter((name) => !always[name]?.(after)),
    ...Object.keys(everyStep).filter((name) => !everyStep[name]?.(before, after)),
  ]
}
