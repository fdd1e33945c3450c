import { isDeepStrictEqual } from 'node:util'
import type { CallAnswer, CallData, FunctionName, OrderView, RefundView } from '@stack/contract'
import { fold, type Order } from '@stack/order'
import type { ShopStore } from './read-books.ts'

/** Something that somebody was told, and whether the order records still say so. Once it holds it has to hold for ever. */
export interface Acknowledgement {
  outTradeNo: string
  what: string
  holds(order: Order, store: ShopStore): boolean
}

type Granted<Name extends FunctionName> = Extract<CallAnswer<Name>, { ok: true }>

/** Acknowledged state of an order: its history begins with it. */
function shown({ outTradeNo, state, totalFen, timeline }: OrderView): Acknowledgement {
  return {
    outTradeNo,
    what: `shown as ${state} after ${timeline.length} events`,
    holds(order) {
      const events = order.history.slice(0, timeline.length)
      const facts = events.length === timeline.length ? fold(events) : undefined
      return (
        facts?.state === state &&
        facts.totalFen === totalFen &&
        isDeepStrictEqual(
          events.map(({ type, at }) => ({ type, at })),
          timeline.map(({ type, at }) => ({ type, at })),
        )
      )
    },
  }
}

/** Acknowledged state of a refund: the order's history went through it. */
function shownRefund(outTradeNo: string, { refundId, state, amountFen }: RefundView): Acknowledgement {
  return {
    outTradeNo,
    what: `refund ${refundId} of ${amountFen} fen shown as ${state}`,
    holds: ({ history }) =>
      history.some((_event, index) =>
        fold(history.slice(0, index + 1)).refunds.some(
          (refund) => refund.refundId === refundId && refund.amountFen === amountFen && refund.state === state,
        ),
      ),
  }
}

function asked(openid: string, { requestId }: { requestId: string }, { outTradeNo }: OrderView): Acknowledgement {
  return {
    outTradeNo,
    what: `made for request ${requestId}`,
    holds: (order) => order.openid === openid && order.requestId === requestId,
  }
}

function prepaid(outTradeNo: string, prepayId: string): Acknowledgement {
  return {
    outTradeNo,
    what: `handed out ${prepayId}`,
    holds: ({ history }, { gateway }) =>
      history.some((event) => event.type === 'prepaid' && `prepay_id=${event.prepayId}` === prepayId) &&
      gateway.orders.has(outTradeNo),
  }
}

/** The cashier said that the buyer has paid: the gateway has the money. */
export function paidAtCashier(outTradeNo: string): Acknowledgement {
  return {
    outTradeNo,
    what: 'paid at the cashier',
    holds: (_order, { gateway }) => gateway.orders.get(outTradeNo)?.paidAt != null,
  }
}

type Told<Name extends FunctionName> = (
  answer: Granted<Name>,
  data: CallData<Name>,
  openid: string,
) => Acknowledgement[]

const refundTold = (answer: { refund: RefundView }, { outTradeNo }: { outTradeNo: string }) => [
  shownRefund(outTradeNo, answer.refund),
]

/** Promise of each function's answer. */
const told: { [Name in FunctionName]?: Told<Name> } = {
  'create-order': ({ order }, data, openid) => [shown(order), asked(openid, data, order)],
  'get-order': ({ order }) => [shown(order)],
  'cancel-order': ({ order }) => [shown(order)],
  'unified-order': ({ payment }, { outTradeNo }) => [prepaid(outTradeNo, payment.package)],
  'request-refund': refundTold,
  'withdraw-refund': refundTold,
  refund: refundTold,
  'reject-refund': refundTold,
}

/** Returns what an answer acknowledges; nothing when it is a refusal. */
export function acknowledgedBy<Name extends FunctionName>(
  name: Name,
  openid: string,
  data: CallData<Name>,
  answer: CallAnswer<Name>,
): Acknowledgement[] {
  if (!answer.ok) return []
  return told[name]?.(answer as Granted<Name>, data, openid) ?? []
}

/** Returns what the notifications that were answered SUCCESS acknowledge. */
export function acknowledgedNotifications({ gateway }: ShopStore): Acknowledgement[] {
  return gateway.notifications
    .filter(({ outcome }) => outcome === 'acknowledged')
    .map(({ kind, outTradeNo, outRefundNo }) => ({
      outTradeNo,
      what: `${kind} notification of ${outRefundNo ?? outTradeNo} answered SUCCESS`,
      holds: outRefundNo === null ? hasPayment : (order) => followsRefund(order, outRefundNo),
    }))
}

const hasPayment: Acknowledgement['holds'] = (order, { gateway }) => {
  const truth = gateway.orders.get(order._id)
  return order.payment !== null && order.payment.transactionId === truth?.transactionId
}

/** The end of the refund is booked, or a timer will ask for it. */
function followsRefund(order: Order, refundId: string): boolean {
  const refund = order.refunds.find((one) => one.refundId === refundId)
  return refund?.state === 'succeeded' || (refund !== undefined && order.nextCheckAt !== null)
}
