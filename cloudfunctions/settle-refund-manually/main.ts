import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readNote, readOutTradeNo, readRefundId } from '@stack/shop'
import { settleRefundManually } from './settle-refund-manually.ts'

const services = once(() => openServices('settle-refund-manually', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'settle-refund-manually',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: readRefundId(input),
    note: readNote(input),
    isFact: input.flag('isFact'),
    hasFetchedBack: input.flag('hasFetchedBack'),
  }),
  (call) => settleRefundManually(services(), call),
)
