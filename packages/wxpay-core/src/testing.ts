export { type BillRowContent, billText } from './bill/bill-text.ts'
export {
  type PayNotifyContent,
  type RefundNotifyContent,
  sealedRefundNotify,
  signedAnswer,
  signedMessage,
  signedPayNotify,
} from './wire/signed-messages.ts'
