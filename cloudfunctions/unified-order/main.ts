import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readOutTradeNo } from '@stack/shop'
import { unifiedOrder } from './unified-order.ts'

const services = once(() => openServices('unified-order', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'unified-order',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => unifiedOrder(services(), call),
)
