export {
  type PayNotifyContent,
  type RefundNotifyContent,
  sealedRefundNotify,
  signedAnswer,
  signedMessage,
  signedPayNotify,
} from './wire/signed-messages.ts'
