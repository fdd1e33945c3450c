import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readOutTradeNo, readRefundId } from '@stack/shop'
import { queryRefund } from './query-refund.ts'

const services = once(() => openServices('query-refund', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'query-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => queryRefund(services(), call),
)
