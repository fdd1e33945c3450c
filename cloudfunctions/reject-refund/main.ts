import { defineCall, once } from '@stack/cloud-function'
import { limits } from '@stack/order'
import { openStoreServices, readOutTradeNo, readRefundId } from '@stack/shop'
import { rejectRefund } from './reject-refund.ts'

const services = once(() => openStoreServices('reject-refund'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'reject-refund',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: readRefundId(input),
    reason:
      input.string('reason', /\S/, 'a reason for the buyer is needed') && input.text('reason', limits.reasonLength),
  }),
  (call) => rejectRefund(services(), call),
)
