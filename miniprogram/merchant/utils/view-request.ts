import type { RefundRequestView } from '@stack/contract'
import { explainRefusal } from './explain-refusal'
import { actionsOf } from './refund-stage'
import { summarise } from './view-shop-order'
import { viewFirstApproval, viewRefundRow } from './view-shop-refund'

/** A refund on the desk: it waits for a decision, or ended without the money at the buyer. */
export interface RequestRow {
  /** Unique in the list. */
  key: string
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
  /** Label of the button to agree, or the reason why there is none. */
  approve: string
  hint: string
  /** Name of the task and its reason. */
  status: string
  why: string
  /** More was refunded than paid: the task is the order's. */
  over: boolean
}

const whyOf = ({ refusal }: RefundRequestView['refund'], hint: string) =>
  refusal === null ? hint : explainRefusal(refusal).text

/** @param now - epoch ms */
export function viewRequestRow(request: RefundRequestView, now: number): RequestRow {
  const { outTradeNo, totalFen, refundedFen, overRefundedFen, lines, refund } = request
  const over = overRefundedFen > 0
  const { refundId, amountFen, time, reason, hint, text } = viewRefundRow(refund, now)
  return {
    key: `${refundId} ${overRefundedFen}`,
    ...{ refundId, outTradeNo, totalFen, refundedFen, time, reason, hint, over },
    amountFen: over ? overRefundedFen : amountFen,
    summary: summarise(lines),
    first: viewFirstApproval(refund, now),
    approve: actionsOf(refund).approve,
    status: over ? '多退款' : text,
    why: over ? '退给买家的钱多于实付，请与买家核对后登记处理' : whyOf(refund, hint),
  }
}
