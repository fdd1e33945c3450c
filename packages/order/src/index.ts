export { type AbandonRefundRefusal, abandonRefund } from './decisions/abandon-refund.ts'
export { type AdoptRefundRefusal, adoptRefund, type ReportedRefund } from './decisions/adopt-refund.ts'
export { type BeginCloseRefusal, beginClose } from './decisions/begin-close.ts'
export { type BeginPrepayRefusal, beginPrepay, freshPrepayId, type PrepayRefusal } from './decisions/begin-prepay.ts'
export {
  checkByPlan,
  claimGatewayQuery,
  pendingGatewayQuery,
  postponeCheck,
  setNextCheck,
} from './decisions/claim-gateway-query.ts'
export { claimRefundSend } from './decisions/claim-refund-send.ts'
export { type ConfirmClosedRefusal, confirmClosed } from './decisions/confirm-closed.ts'
export {
  type CreateOrderDecision,
  type CreateOrderRefusal,
  createOrder,
  isSameOrder,
  type LineRequest,
  type OrderRequest,
  totalOf,
} from './decisions/create-order.ts'
export { approveRefund, type DecideRefundRefusal, rejectRefund, withdrawRefund } from './decisions/decide-refund.ts'
export type { Decision } from './decisions/decision.ts'
export { type MarkCollectedRefusal, markCollected } from './decisions/mark-collected.ts'
export { type RecordPaymentRefusal, type ReportedPayment, recordPayment } from './decisions/record-payment.ts'
export { recordPrepay } from './decisions/record-prepay.ts'
export {
  type RecordRefundRefusal,
  recordRefundAccepted,
  recordRefundRefused,
  type SettledRefund,
  settleRefund,
} from './decisions/record-refund.ts'
export { hasNewerHint, recordRefundHint } from './decisions/record-refund-hint.ts'
export { recordUnreadablePayment } from './decisions/record-unreadable-payment.ts'
export {
  type RefundRequest,
  type RequestRefundRefusal,
  refundOfRequest,
  requestRefund,
  startRefund,
} from './decisions/request-refund.ts'
export { type ResolveRefundTaskRefusal, resolveRefundTask } from './decisions/resolve-refund-task.ts'
export { type SettleRefundManuallyRefusal, settleRefundManually } from './decisions/settle-refund-manually.ts'
export { apply, fold } from './model/apply.ts'
export type { EventOf, OrderEvent } from './model/events.ts'
export { limits } from './model/limits.ts'
export { type Fen, fen, formatYuan, sumFen } from './model/money.ts'
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
} from './model/order.ts'
export type { Product } from './model/product.ts'
export { type RefundWeight, refundWeights } from './model/refund-weights.ts'
export {
  committedRefundFen,
  countPendingBuyerRequests,
  countSent,
  countTasks,
  countWaiting,
  findPayment,
  findRefund,
  isMerchantTask,
  isOverRefundTask,
  nextRefundId,
  openRefunds,
  overRefundedFen,
  refundableFen,
  refundedFen,
  refundedPayment,
  refundsDue,
} from './model/refunds.ts'
