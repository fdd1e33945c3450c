import { defineCall, once, openBooksOf, readNote, readOutTradeNo, readRefundId } from '@stack/function-kit'
import { resolveRefundTask } from './resolve-refund-task.ts'

const services = once(() => openBooksOf('resolve-refund-task'))

export const main = defineCall(
  'resolve-refund-task',
  (input) => ({
    outTradeNo: readOutTradeNo(input),
    refundId: input.has('refundId') ? readRefundId(input) : null,
    note: readNote(input),
  }),
  (call) => resolveRefundTask(services(), call),
)
