export { type AbandonRefundRefusal, abandonRefund } from './abandon-refund.ts'
export { type AdoptRefundRefusal, adoptRefund, type ReportedRefund } from './adopt-refund.ts'
export { apply, fold } from './apply.ts'
export { type BeginCloseRefusal, beginClose } from './begin-close.ts'
export { type BeginPrepayRefusal, beginPrepay, freshPrepayId, type PrepayRefusal } from './begin-prepay.ts'
export { type ConfirmClosedRefusal, confirmClosed } from './confirm-closed.ts'
export {
  type CreateOrderDecision,
  type CreateOrderRefusal,
  createOrder,
  isSameOrder,
  totalOf,
  type WantedLine,
  type WantedOrder,
} from './create-order.ts'
export { approveRefund, type DecideRefundRefusal, rejectRefund, withdrawRefund } from './decide-refund.ts'
export type { Decision } from './decision.ts'
export type { EventOf, OrderEvent } from './events.ts'
export { limits } from './limits.ts'
export { type MarkCollectedRefusal, markCollected } from './mark-collected.ts'
export { type Fen, fen, formatYuan, sumFen } from './money.ts'
export type {
  GatewayRefundState,
  MerchantNote,
  Order,
  OrderFacts,
  OrderLine,
  OrderState,
  Payment,
  Prepay,
  Refund,
  RefundState,
} from './order.ts'
export type { Product } from './product.ts'
export { type LearnedPayment, type RecordPaymentRefusal, recordPayment } from './record-payment.ts'
export { recordPrepay } from './record-prepay.ts'
export {
  type RecordRefundRefusal,
  recordRefundAccepted,
  recordRefundRefused,
  type SettledRefund,
  settleRefund,
} from './record-refund.ts'
export { hasNewerHint, recordRefundHint } from './record-refund-hint.ts'
export { recordUnreadablePayment } from './record-unreadable-payment.ts'
export { type RefundWeight, refundWeights } from './refund-weights.ts'
export {
  committedRefundFen,
  countAsking,
  countSent,
  countTasks,
  countWaiting,
  findPayment,
  findRefund,
  isOverRefundTask,
  isTask,
  nextRefundId,
  openRefunds,
  overRefundedFen,
  refundableFen,
  refundedFen,
  refundedPayment,
  refundsDue,
} from './refunds.ts'
export {
  type RequestRefundRefusal,
  refundOfRequest,
  requestRefund,
  startRefund,
  type WantedRefund,
} from './request-refund.ts'
export { type ResolveRefundTaskRefusal, resolveRefundTask } from './resolve-refund-task.ts'
export { type SettleRefundManuallyRefusal, settleRefundManually } from './settle-refund-manually.ts'
export { takeSendTurn } from './take-send-turn.ts'
export { checkAt, checkByPlan, pendingAt, putOff, takeTurn } from './take-turn.ts'
