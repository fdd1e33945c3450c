import { defineCall, once } from '@stack/cloud-function'
import { openBooksOf, readOutTradeNo, readRefundId } from '@stack/shop'
import { withdrawRefund } from './withdraw-refund.ts'

const services = once(() => openBooksOf('withdraw-refund'))

export const main = defineCall(
  'withdraw-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => withdrawRefund(services(), call),
)
