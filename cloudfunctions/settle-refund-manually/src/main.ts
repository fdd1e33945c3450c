import { defineCall, once, openBooksOf, readOutTradeNo, readRefundId } from '@stack/function-kit'
import { limits } from '@stack/order'
import { settleRefundManually } from './settle-refund-manually.ts'

const services = once(() => openBooksOf('settle-refund-manually'))

export const main = defineCall(
  'settle-refund-manually',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: readRefundId(input),
    note: input.string('note', /\S/, 'how the money went back is needed') && input.text('note', limits.noteLength),
  }),
  (call) => settleRefundManually(services(), call),
)
