import type { EventOf, OrderEvent } from './events.ts'
import type { OrderFacts, Payment, Refund } from './order.ts'
import { stateAfterReport } from './refund-reports.ts'

type Applied = { [T in Exclude<OrderEvent['type'], 'created'>]: (facts: OrderFacts, event: EventOf<T>) => OrderFacts }

function withRefund(facts: OrderFacts, refundId: string, change: (refund: Refund) => Partial<Refund>): OrderFacts {
  return {
    ...facts,
    refunds: facts.refunds.map((refund) => (refund.refundId === refundId ? { ...refund, ...change(refund) } : refund)),
  }
}

function paymentOf({ transactionId, paidAt, totalFen, bankType, openid }: EventOf<'paid' | 'extra-paid'>): Payment {
  return { transactionId, paidAt, totalFen, bankType, openid }
}

function withNewRefund(
  facts: OrderFacts,
  event: EventOf<'refund-requested' | 'refund-adopted'>,
  { reason, requestedBy }: Pick<Refund, 'reason' | 'requestedBy'>,
): OrderFacts {
  const refund: Refund = {
    refundId: event.refundId,
    requestId: event.type === 'refund-requested' ? event.requestId : event.refundId,
    extraTransactionId: event.extraTransactionId ?? null,
    amountFen: event.amountFen,
    reason,
    state: 'waiting',
    requestedBy,
    requestedAt: event.at,
    firstApprovedBy: null,
    firstApprovedAt: null,
    decidedBy: null,
    decidedAt: null,
    rejection: null,
    gatewayRefundId: null,
    acceptedAt: null,
    gatewayState: null,
    followedSince: null,
    refusal: null,
    settledAt: null,
    receivedBy: null,
    ended: null,
    resolution: null,
  }
  return { ...facts, refunds: [...facts.refunds, refund] }
}

/** The day on which the platform accepted its refund is not known, so its bill is not searched for it. */
function acceptedAt(refund: Refund, at: number): number | null {
  return refund.requestedBy === 'platform' ? null : (refund.acceptedAt ?? at)
}

/** Says whether the gateway may still bring the money of a refund that is being settled manually. */
function staysOpenAtGateway({ state }: Refund, { isFact }: EventOf<'refund-settled-manually'>): boolean {
  return state === 'abnormal' || (isFact && (state === 'approved' || state === 'refused' || state === 'processing'))
}

const applied: Applied = {
  'prepay-begun': (facts, event) => ({
    ...facts,
    prepay: {
      // The gateway compares a repetition with the first call: what it was given stays for ever.
      timeStart: facts.prepay?.timeStart ?? event.timeStart,
      timeExpire: facts.prepay?.timeExpire ?? event.timeExpire,
      spbillCreateIp: facts.prepay?.spbillCreateIp ?? event.spbillCreateIp,
      inFlightUntil: Math.max(facts.prepay?.inFlightUntil ?? 0, event.inFlightUntil),
      prepayId: facts.prepay?.prepayId ?? null,
      prepaidAt: facts.prepay?.prepaidAt ?? null,
    },
  }),
  prepaid: (facts, event) => {
    if (facts.prepay === null) {
      throw new Error(`[order] ${facts._id} got a prepay_id although no unified order was begun`)
    }
    return { ...facts, prepay: { ...facts.prepay, prepayId: event.prepayId, prepaidAt: event.at } }
  },
  closing: (facts, event) => ({ ...facts, state: 'closing', closedBy: event.by }),
  closed: (facts) => ({ ...facts, state: 'closed' }),
  paid: (facts, event) => ({
    ...facts,
    state: 'paid',
    payment: paymentOf(event),
  }),
  'extra-paid': (facts, event) => ({ ...facts, extraPayments: [...facts.extraPayments, paymentOf(event)] }),
  collected: (facts, event) => ({ ...facts, collectedAt: event.at, collectedBy: event.by }),
  'refund-requested': (facts, event) => withNewRefund(facts, event, { reason: event.reason, requestedBy: event.by }),
  'refund-withdrawn': (facts, event) =>
    withRefund(facts, event.refundId, () => ({ state: 'withdrawn', decidedBy: event.by, decidedAt: event.at })),
  'refund-rejected': (facts, event) =>
    withRefund(facts, event.refundId, () => ({
      state: 'rejected',
      decidedBy: event.by,
      decidedAt: event.at,
      rejection: event.reason,
    })),
  'refund-first-approved': (facts, event) =>
    withRefund(facts, event.refundId, () => ({ firstApprovedBy: event.by, firstApprovedAt: event.at })),
  'refund-approved': (facts, event) =>
    withRefund(facts, event.refundId, () => ({
      state: 'approved',
      decidedBy: event.by,
      decidedAt: event.at,
      refusal: null,
    })),
  'refund-refused': (facts, event) =>
    withRefund(facts, event.refundId, () => ({
      state: 'refused',
      refusal: { code: event.code, message: event.message },
    })),
  'refund-accepted': (facts, event) =>
    withRefund(facts, event.refundId, (refund) => ({
      state: stateAfterReport[refund.state].processing ?? refund.state,
      gatewayState: 'processing',
      gatewayRefundId: event.gatewayRefundId,
      acceptedAt: acceptedAt(refund, event.at),
      refusal: null,
      // One that is processed is asked about anyway, unless it was settled.
      followedSince: refund.state === 'settled-manually' ? (refund.followedSince ?? event.at) : null,
    })),
  'refund-settled': (facts, event) =>
    withRefund(facts, event.refundId, (refund) => ({
      state: stateAfterReport[refund.state][event.state] ?? refund.state,
      gatewayState: event.state,
      gatewayRefundId: event.gatewayRefundId,
      acceptedAt: acceptedAt(refund, event.at),
      refusal: null,
      settledAt: event.settledAt,
      receivedBy: event.receivedBy,
      followedSince: event.state === 'abnormal' ? (refund.followedSince ?? event.at) : null,
    })),
  'refund-abandoned': (facts, event) =>
    withRefund(facts, event.refundId, () => ({
      state: 'abandoned',
      ended: { by: event.by, at: event.at, note: null },
    })),
  'refund-settled-manually': (facts, event) =>
    withRefund(facts, event.refundId, (refund) => ({
      state: refund.state === 'succeeded' ? 'refunded-twice' : 'settled-manually',
      decidedBy: refund.decidedBy ?? event.by,
      decidedAt: refund.decidedAt ?? event.at,
      ended: { by: event.by, at: event.at, note: event.note },
      followedSince: staysOpenAtGateway(refund, event) ? (refund.followedSince ?? event.at) : null,
    })),
  'refund-twice-resolved': (facts, { refundId, by, at, note }) =>
    withRefund(facts, refundId, () => ({ resolution: { by, at, note } })),
  'refund-adopted': (facts, event) => {
    const adopted = withNewRefund(facts, event, { reason: '在微信支付商户平台发起', requestedBy: 'platform' })
    return withRefund(adopted, event.refundId, () => ({
      state: 'processing',
      gatewayState: 'processing',
      gatewayRefundId: event.gatewayRefundId,
      decidedBy: 'platform',
      decidedAt: event.at,
    }))
  },
  'over-refund-resolved': (facts, { by, at, note, overRefundedFen }) => ({
    ...facts,
    overRefundResolution: { by, at, note, overRefundedFen },
  }),
  'payment-unreadable': (facts) => facts,
}

function created(event: EventOf<'created'>): OrderFacts {
  return {
    _id: event.outTradeNo,
    openid: event.openid,
    requestId: event.requestId,
    lines: event.lines,
    totalFen: event.totalFen,
    remark: event.remark,
    createdAt: event.at,
    expiresAt: event.expiresAt,
    state: 'unpaid',
    closedBy: null,
    prepay: null,
    payment: null,
    extraPayments: [],
    collectedAt: null,
    collectedBy: null,
    refunds: [],
    overRefundResolution: null,
  }
}

/**
 * Folds one event into the facts. Throws on a history that nobody ever wrote: one that does not begin with its only
 * creation, or has a prepay_id that was never asked for.
 */
export function apply(facts: OrderFacts | null, event: OrderEvent): OrderFacts {
  if (event.type === 'created') {
    if (facts !== null) throw new Error(`[order] ${facts._id} cannot be created twice`)
    return created(event)
  }
  if (facts === null) throw new Error(`[order] a history cannot begin with ${event.type}`)
  const step = applied[event.type] as (facts: OrderFacts, event: OrderEvent) => OrderFacts
  return step(facts, event)
}

/** Folds a whole history: what the order must be. */
export function fold(history: readonly OrderEvent[]): OrderFacts {
  let facts: OrderFacts | null = null
  for (const event of history) facts = apply(facts, event)
  if (facts === null) throw new Error('[order] an empty history is no order')
  return facts
}
