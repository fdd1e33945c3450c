import { isDeepStrictEqual } from 'node:util'
import {
  countAsking,
  countSent,
  fold,
  type Order,
  type OrderState,
  type RefundState,
  refundableFen,
  refundedFen,
} from '../src/index.ts'
import { factsOf } from './_orders.ts'

const orderEdges: Record<OrderState, OrderState[]> = {
  unpaid: ['closing', 'closed', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid'],
  paid: [],
}

const refundEdges: Record<RefundState, RefundState[]> = {
  waiting: ['withdrawn', 'rejected', 'approved'],
  withdrawn: [],
  rejected: [],
  approved: ['refused', 'processing', 'succeeded', 'abnormal', 'closed'],
  refused: ['approved', 'processing', 'succeeded', 'abnormal', 'closed', 'abandoned', 'settled-manually'],
  // Refused: WeChat knows it with another amount.
  processing: ['refused', 'succeeded', 'abnormal', 'closed'],
  succeeded: [],
  abnormal: ['succeeded', 'settled-manually'],
  closed: ['succeeded', 'abandoned', 'settled-manually'],
  abandoned: ['processing', 'succeeded', 'abnormal'],
  'settled-manually': ['succeeded'],
}

/** Where no money is held any more, by the rule and not by the code under test. */
const free: RefundState[] = ['withdrawn', 'rejected', 'closed', 'abandoned']

const isOpen = ({ state, refunds }: Order) =>
  state === 'unpaid' ||
  state === 'closing' ||
  refunds.some((refund) => refund.state === 'approved' || refund.state === 'processing')

const heldFen = ({ refunds }: Order) =>
  refunds.reduce(
    (sum, { state, amountFen, extraTransactionId }) =>
      extraTransactionId !== null || free.includes(state) ? sum : sum + amountFen,
    0,
  )

/** What the gateway gives back although it had closed it, or had said that there is none: the books must survive it. */
const reopenedFen = ({ history, refunds }: Order) =>
  refunds
    .filter(
      ({ refundId, state }) =>
        !free.includes(state) &&
        state !== 'settled-manually' &&
        history.some(
          (event) =>
            'refundId' in event &&
            event.refundId === refundId &&
            (event.type === 'refund-abandoned' || (event.type === 'refund-settled' && event.state === 'closed')),
        ),
    )
    .reduce((sum, { amountFen }) => sum + amountFen, 0)

const waitingFen = ({ refunds }: Order) =>
  refunds.reduce((sum, { state, amountFen }) => (state === 'waiting' ? sum + amountFen : sum), 0)

const goesOn = <State>(edges: State[], from: State, to: State) => from === to || edges.includes(to)

/** What holds of an order whatever was done to it. */
export const always: Record<string, (order: Order) => boolean> = {
  'the facts are the fold of the history': (order) => isDeepStrictEqual(fold(order.history), factsOf(order)),
  'paid means that there is a payment of the whole amount': ({ state, payment, totalFen }) =>
    state === 'paid' ? payment?.totalFen === totalFen : payment === null,
  'what is held for refunds is no more than what was paid': (order) =>
    heldFen(order) - reopenedFen(order) <= (order.payment?.totalFen ?? 0),
  'paid = refundable + held, in whole fen': (order) =>
    refundableFen(order) === Math.max(0, (order.payment?.totalFen ?? 0) - heldFen(order)),
  'refunded is a part of held': (order) => refundedFen(order) <= heldFen(order),
  'every extra payment goes back once, all of it': ({ extraPayments, refunds }) => {
    const back = refunds.filter(({ extraTransactionId }) => extraTransactionId !== null)
    return isDeepStrictEqual(
      back.map(({ extraTransactionId, amountFen }) => [extraTransactionId, amountFen]),
      extraPayments.map(({ transactionId, totalFen }) => [transactionId, totalFen]),
    )
  },
  'only paid money has refunds: the order’s, or an extra payment’s': ({ state, refunds }) =>
    refunds.every(({ extraTransactionId }) => state === 'paid' || (state === 'closed' && extraTransactionId !== null)),
  'only a paid order is handed over, by somebody and at a time': ({ state, collectedAt, collectedBy }) =>
    (collectedAt === null && collectedBy === null) ||
    (state === 'paid' && collectedAt !== null && collectedBy !== null),
  'refund numbers are unique, and begin with the order’s': ({ _id, refunds }) =>
    new Set(refunds.map(({ refundId }) => refundId)).size === refunds.length &&
    refunds.every(({ refundId }) => refundId.startsWith(`${_id}R`)),
  'every refund is of at least 1 fen': ({ refunds }) => refunds.every(({ amountFen }) => amountFen >= 1),
  'at most 50 refunds are sent, at most 3 of the buyer’s wait': (order) =>
    countSent(order) <= 50 && countAsking(order) <= 3,
  'nobody has a say in giving money back to himself': ({ openid, refunds }) =>
    refunds.every(
      ({ state, firstApprovedBy, decidedBy }) =>
        firstApprovedBy !== openid && (state === 'withdrawn' || decidedBy !== openid),
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
        ended?.by !== openid && (ended !== null || (state !== 'abandoned' && state !== 'settled-manually')),
    ),
  'a timer looks at it exactly while something is open': (order) => (order.nextCheckAt !== null) === isOpen(order),
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
  'nothing is handed over once all the money is given back': (before, after) =>
    before.collectedAt !== null || after.collectedAt === null || heldFen(before) - waitingFen(before) < before.totalFen,
  'who ended an order is never changed': ({ closedBy }, after) => closedBy === null || closedBy === after.closedBy,
  'what the first unified order was given is given to every other': ({ prepay }, after) =>
    prepay === null ||
    (prepay.timeStart === after.prepay?.timeStart &&
      prepay.timeExpire === after.prepay.timeExpire &&
      prepay.spbillCreateIp === after.prepay.spbillCreateIp &&
      prepay.underWayUntil <= after.prepay.underWayUntil),
  'a refund moves along legal edges; succeeded, withdrawn and rejected are never left': (before, after) =>
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
