import type { RefundRequestView } from '@stack/contract'
import { summarise } from './view-shop-order'
import { viewRefundRow } from './view-shop-refund'

/** A request that waits, on the refund desk. */
export interface RequestRow {
  refundId: string
  outTradeNo: string
  amountFen: number
  totalFen: number
  refundedFen: number
  time: string
  reason: string
  summary: string
}

/** @param now - epoch ms */
export function viewRequestRow(request: RefundRequestView, now: number): RequestRow {
  const { outTradeNo, totalFen, refundedFen, lines, refund } = request
  const { refundId, amountFen, time, reason } = viewRefundRow(refund, now)
  return { refundId, outTradeNo, amountFen, totalFen, refundedFen, time, reason, summary: summarise(lines) }
}
