export { toSendableText } from 'wxpay-core'
export { defineNotify, type NotifyOutcome } from './define/define-notify.ts'
export { openServices, openStoreServices } from './define/open-services.ts'
export { createGateway } from './gateway/create-gateway.ts'
export type { Bill, BillLine, Gateway, UnreadablePayment } from './gateway/gateway.ts'
export { openGateway } from './gateway/open-gateway.ts'
export { readNote } from './input/read-note.ts'
export {
  readDiscrepancyId,
  readOutTradeNo,
  readRefundId,
  readRequestId,
  readTransactionId,
} from './input/read-numbers.ts'
export { readDiscrepancyPage, readPage } from './input/read-page.ts'
export { readSettings } from './settings/settings.ts'
export { beijingDay, startOfDay } from './store/beijing-day.ts'
export type { Discrepancy, FoundDiscrepancy } from './store/discrepancies.ts'
export { openStore, type ShopStore } from './store/order-store.ts'
export type { Reconciliation } from './store/reconciliations.ts'
export { dayOfPayment, earlierDaysOfRefund, lastDayOfRefund } from './store/transaction-days.ts'
export { advanceRefund } from './use-cases/advance-refund.ts'
export { askBeforeEnding, type EndingAnswer } from './use-cases/ask-before-ending.ts'
export { closeAtGateway } from './use-cases/close-at-gateway.ts'
export { keepUnreadablePayment } from './use-cases/keep-unreadable-payment.ts'
export { processDueOrders } from './use-cases/process-due-orders.ts'
export { requireBuyer } from './use-cases/require-buyer.ts'
export { sendRefund } from './use-cases/send-refund.ts'
export type { Services } from './use-cases/services.ts'
export { type BookedPayment, storePayment } from './use-cases/store-payment.ts'
export { syncPayment } from './use-cases/sync-payment.ts'
export { type RefundAnswer, syncRefund } from './use-cases/sync-refund.ts'
export { viewDiscrepancy } from './views/view-discrepancy.ts'
export { viewOrder, viewProduct, viewRefund, viewShopOrder, viewShopRefund } from './views/views.ts'
