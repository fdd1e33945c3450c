import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readOutTradeNo, readRefundId } from '@stack/shop'
import { abandonRefund } from './abandon-refund.ts'

const services = once(() => openServices('abandon-refund', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'abandon-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => abandonRefund(services(), call),
)
