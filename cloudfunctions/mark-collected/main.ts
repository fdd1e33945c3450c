import { defineCall, once } from '@stack/cloud-function'
import { openBooksOf, readOutTradeNo } from '@stack/shop'
import { markCollected } from './mark-collected.ts'

const services = once(() => openBooksOf('mark-collected'))

export const main = defineCall(
  'mark-collected',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => markCollected(services(), call),
)
