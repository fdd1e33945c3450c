import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readOutTradeNo, readRefundId } from '@stack/shop'
import { withdrawRefund } from './withdraw-refund.ts'

const services = once(() => openStoreServices('withdraw-refund'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'withdraw-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => withdrawRefund(services(), call),
)
