import { defineCall, once, openBooksOf, readOutTradeNo, readRefundId } from '@stack/function-kit'
import { limits } from '@stack/order'
import { settleRefundByHand } from './settle-refund-by-hand.ts'

const services = once(() => openBooksOf('settle-refund-by-hand'))

export const main = defineCall(
  'settle-refund-by-hand',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: readRefundId(input),
    note: input.string('note', /\S/, 'how the money went back is needed') && input.text('note', limits.noteLength),
  }),
  (call) => settleRefundByHand(services(), call),
)
