import { defineCall, once } from '@stack/cloud-function'
import { fen, limits } from '@stack/order'
import {
  openGateway,
  openServices,
  readOutTradeNo,
  readRefundId,
  readRequestId,
  readSettings,
  readTransactionId,
} from '@stack/shop'
import { refund } from './refund.ts'

const services = once(() => openServices('refund', openGateway({ certificateDir: __dirname })))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'refund',
  (input) => {
    const outTradeNo = readOutTradeNo(input)
    if (input.has('refundId')) return { outTradeNo, refundId: readRefundId(input) }
    return {
      outTradeNo,
      amountFen: fen(input.integer('amountFen', 1, limits.orderTotalFen)),
      reason: input.text('reason', limits.reasonLength),
      requestId: readRequestId(input),
      ...(input.has('transactionId') && { extraTransactionId: readTransactionId(input) }),
    }
  },
  (call) => refund(services(), call, readSettings(process.env).fourEyesFen),
)
