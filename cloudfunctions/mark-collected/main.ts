import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readOutTradeNo } from '@stack/shop'
import { markCollected } from './mark-collected.ts'

const services = once(() => openStoreServices('mark-collected'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'mark-collected',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => markCollected(services(), call),
)
