export { type BillRowContent, billText } from './testing/bill-text.ts'
export {
  type PayNotifyContent,
  type RefundNotifyContent,
  sealedRefundNotify,
  signedAnswer,
  signedMessage,
  signedPayNotify,
} from './testing/signed-messages.ts'
export { testCertificate } from './testing/test-certificate.ts'
