import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readOutTradeNo } from '@stack/shop'
import { cancelOrder } from './cancel-order.ts'

const services = once(() => openServices('cancel-order', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'cancel-order',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => cancelOrder(services(), call),
)
