import { defineCall, once, openBooksOf, readOutTradeNo, readRefundId } from '@stack/function-kit'
import { withdrawRefund } from './withdraw-refund.ts'

const services = once(() => openBooksOf('withdraw-refund'))

export const main = defineCall(
  'withdraw-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => withdrawRefund(services(), call),
)
