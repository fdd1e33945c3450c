import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readOutTradeNo } from '@stack/shop'
import { getOrder } from './get-order.ts'

const services = once(() => openServices('get-order', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'get-order',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => getOrder(services(), call),
)
