import { defineCall, once, openBooksOf, readOutTradeNo } from '@stack/function-kit'
import { markCollected } from './mark-collected.ts'

const services = once(() => openBooksOf('mark-collected'))

export const main = defineCall(
  'mark-collected',
  (input) => ({ outTradeNo: readOutTradeNo(input) }),
  (call) => markCollected(services(), call),
)
