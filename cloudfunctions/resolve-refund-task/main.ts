import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readNote, readOutTradeNo, readRefundId } from '@stack/shop'
import { resolveRefundTask } from './resolve-refund-task.ts'

const services = once(() => openStoreServices('resolve-refund-task'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'resolve-refund-task',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: input.has('refundId') ? readRefundId(input) : null,
    note: readNote(input),
  }),
  (call) => resolveRefundTask(services(), call),
)
