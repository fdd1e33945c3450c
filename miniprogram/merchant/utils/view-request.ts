import type { RefundRequestView } from '@stack/contract'
import { actionsOf } from './refund-stage'
import { summarise } from './view-shop-order'
import { viewFirstApproval, viewRefundRow } from './view-shop-refund'

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
  /** Which merchant agreed first, and when; empty while nobody did. */
  first: string
  /** What the button to agree says, or why there is none. */
  approve: string
  hint: string
}

/** @param now - epoch ms */
export function viewRequestRow(request: RefundRequestView, now: number): RequestRow {
  const { outTradeNo, totalFen, refundedFen, lines, refund } = request
  const { refundId, amountFen, time, reason, hint } = viewRefundRow(refund, now)
  return {
    ...{ refundId, outTradeNo, amountFen, totalFen, refundedFen, time, reason, hint },
    summary: summarise(lines),
    first: viewFirstApproval(refund, now),
    approve: actionsOf(refund).approve,
  }
}
