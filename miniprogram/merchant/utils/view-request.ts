import type { RefundRequestView } from '@stack/contract'
import { explainRefusal } from './explain-refusal'
import { actionsOf } from './refund-stage'
import { summarise } from './view-shop-order'
import { viewFirstApproval, viewRefundRow } from './view-shop-refund'

/** A refund on the desk: it waits for a decision, or ended without the money at the buyer. */
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
  /** What it is called, and why it is a task. */
  status: string
  why: string
}

/** @param now - epoch ms */
export function viewRequestRow(request: RefundRequestView, now: number): RequestRow {
  const { outTradeNo, totalFen, refundedFen, lines, refund } = request
  const { refundId, amountFen, time, reason, hint, text } = viewRefundRow(refund, now)
  return {
    ...{ refundId, outTradeNo, amountFen, totalFen, refundedFen, time, reason, hint },
    summary: summarise(lines),
    first: viewFirstApproval(refund, now),
    approve: actionsOf(refund).approve,
    status: text,
    why: refund.refusal === null ? hint : explainRefusal(refund.refusal).text,
  }
}
