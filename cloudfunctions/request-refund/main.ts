import { defineCall, once } from '@stack/cloud-function'
import { fen, limits } from '@stack/order'
import { openStoreServices, readOutTradeNo, readRequestId } from '@stack/shop'
import { requestRefund } from './request-refund.ts'

const services = once(() => openStoreServices('request-refund'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'request-refund',
  (input) => ({
    requestId: readRequestId(input),
    outTradeNo: readOutTradeNo(input),
    amountFen: fen(input.integer('amountFen', 1, limits.orderTotalFen)),
    reason: input.text('reason', limits.reasonLength),
  }),
  (call) => requestRefund(services(), call),
)
