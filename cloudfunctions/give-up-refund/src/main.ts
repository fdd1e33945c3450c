import { defineCall, once, openGateway, openServices, readOutTradeNo, readRefundId } from '@stack/function-kit'
import { giveUpRefund } from './give-up-refund.ts'

const services = once(() => openServices('give-up-refund', openGateway()))

export const main = defineCall(
  'give-up-refund',
  (input) => ({ outTradeNo: readOutTradeNo(input), refundId: readRefundId(input) }),
  (call) => giveUpRefund(services(), call),
)
