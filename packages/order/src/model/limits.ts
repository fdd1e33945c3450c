/** The shop's own limits. Amounts in fen, times in ms. */
export const limits = {
  /** Every order number of this shop begins so; a merchant number may serve more than one shop. */
  orderNumberPrefix: 'WM',
  linesPerOrder: 20,
  piecesPerLine: 99,
  unpaidOrdersPerBuyer: 5,
  orderTotalFen: 100_000_000,
  remarkLength: 200,
  reasonLength: 80,
  /** Length of a merchant's note about a settled task. */
  noteLength: 200,
  orderLifeMs: 30 * 60_000,
  /** Less time than this before the expiry and no payment is begun: the buyer could not finish it. */
  payableLeftMs: 60_000,
  /** WeChat keeps a prepay_id for 2 h (unified order, `prepay_id`); five minutes are kept for the cashier. */
  prepayLifeMs: 2 * 3_600_000 - 5 * 60_000,
  /** Unified orders begun for one order: a script that calls without end fills neither the document nor the gateway. */
  prepayTries: 50,
  waitingRefundsPerOrder: 3,
  /** At most 50 partial refunds of one order (refund page of WeChat Pay v2). */
  sentRefundsPerOrder: 50,
  /** WeChat Pay takes no refund of a payment older than one year, and wants a minute between two refunds of one order. */
  refundPeriodMs: 365 * 24 * 3_600_000,
  betweenRefundsMs: 60_000,
  /** A time stored by an instance whose clock was ahead of ours counts as past up to here; more is a clock set back. */
  clockLeadMs: 10 * 60_000,
  /** Maximum time a sent refund may be in flight. */
  refundInFlightMs: 60_000,
  /** Amount of one order that one merchant may refund alone; more needs a second one's approval. */
  fourEyesFen: 50_000,
  /** At most one question to the gateway per order in this time. */
  queryIntervalMs: 3_000,
  /** Pause before a timer asks again about something the gateway left open. */
  recheckDelayMs: 60_000,
} as const
