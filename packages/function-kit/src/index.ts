export { toSendableText } from 'wxpay-core'
export type { CallContext } from './edge/call-context.ts'
export { type Call, defineCall } from './edge/define-call.ts'
export { defineNotify, type NotifyOutcome } from './edge/define-notify.ts'
export { defineTimer } from './edge/define-timer.ts'
export { openBooksOf, openServices } from './edge/open-services.ts'
export { askBeforeEnding, type EndingAnswer } from './flows/ask-before-ending.ts'
export { askPayment } from './flows/ask-payment.ts'
export { askRefund, type RefundAnswer } from './flows/ask-refund.ts'
export { type BookedPayment, bookPayment } from './flows/book-payment.ts'
export { finishClose } from './flows/finish-close.ts'
export { followRefund } from './flows/follow-refund.ts'
export { keepUnreadablePayment } from './flows/keep-unreadable-payment.ts'
export { ofBuyer } from './flows/own-order.ts'
export { sendRefund } from './flows/send-refund.ts'
export type { Services } from './flows/services.ts'
export { viewDifference } from './flows/view-difference.ts'
export { viewOrder, viewProduct, viewRefund, viewShopOrder, viewShopRefund } from './flows/views.ts'
export { workThrough } from './flows/work-through.ts'
export type { Bill, BillLine, Gateway, UnreadablePayment } from './gateway/gateway.ts'
export { openGateway } from './gateway/open-gateway.ts'
export { beijingDay, startOfDay } from './platform/beijing-day.ts'
export {
  type Input,
  readDifferenceId,
  readDifferencePage,
  readNote,
  readOutTradeNo,
  readPage,
  readRefundId,
  readRequestId,
  readTransactionId,
} from './platform/input.ts'
export { once } from './platform/once.ts'
export { readSettings } from './platform/settings.ts'
export type { CloudDatabase } from './store/cloud-database.ts'
export type { Difference, FoundDifference } from './store/differences.ts'
export { dayOfPayment, earlierDaysOfRefund, lastDayOfRefund } from './store/money-days.ts'
export { type Books, openBooks } from './store/order-store.ts'
export type { Reconciliation } from './store/reconciliations.ts'
export { retryTransaction } from './store/retry-transaction.ts'
