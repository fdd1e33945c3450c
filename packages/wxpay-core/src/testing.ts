export { type BillRowContent, billText } from './testing/bill-text.ts'
export {
  encryptedRefundNotify,
  type PayNotifyContent,
  type RefundNotifyContent,
  signedAnswer,
  signedMessage,
  signedPayNotify,
} from './testing/signed-messages.ts'
export { testCertificate } from './testing/test-certificate.ts'
