export { toSendableText } from 'wxpay-core'
export { defineNotify, type NotifyOutcome } from './define/define-notify.ts'
export { openBooksOf, openServices } from './define/open-services.ts'
export { createGateway } from './gateway/create-gateway.ts'
export type { Bill, BillLine, Gateway, UnreadablePayment } from './gateway/gateway.ts'
export { openGateway } from './gateway/open-gateway.ts'
export { readNote } from './input/read-note.ts'
export {
  readDifferenceId,
  readOutTradeNo,
  readRefundId,
  readRequestId,
  readTransactionId,
} from './input/read-numbers.ts'
export { readDifferencePage, readPage } from './input/read-page.ts'
export { readSettings } from './settings/settings.ts'
export { beijingDay, startOfDay } from './store/beijing-day.ts'
export type { Difference, FoundDifference } from './store/differences.ts'
export { dayOfPayment, earlierDaysOfRefund, lastDayOfRefund } from './store/money-days.ts'
export { type Books, openBooks } from './store/order-store.ts'
export type { Reconciliation } from './store/reconciliations.ts'
export { askBeforeEnding, type EndingAnswer } from './use-cases/ask-before-ending.ts'
export { askPayment } from './use-cases/ask-payment.ts'
export { askRefund, type RefundAnswer } from './use-cases/ask-refund.ts'
export { type BookedPayment, bookPayment } from './use-cases/book-payment.ts'
export { finishClose } from './use-cases/finish-close.ts'
export { followRefund } from './use-cases/follow-refund.ts'
export { keepUnreadablePayment } from './use-cases/keep-unreadable-payment.ts'
export { ofBuyer } from './use-cases/own-order.ts'
export { sendRefund } from './use-cases/send-refund.ts'
export type { Services } from './use-cases/services.ts'
export { workThrough } from './use-cases/work-through.ts'
export { viewDifference } from './views/view-difference.ts'
export { viewOrder, viewProduct, viewRefund, viewShopOrder, viewShopRefund } from './views/views.ts'
