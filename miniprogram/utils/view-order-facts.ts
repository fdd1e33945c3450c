import type { OrderView, RefundView } from '@stack/contract'
import { formatTime } from './format-time'

/** A fact in words, as a labelled line. */
export interface Fact {
  label: string
  text: string
}

/** An amount as a labelled line. */
export interface AmountFact {
  label: string
  fen: number
}

type Dated = Pick<OrderView, 'createdAt' | 'paidAt' | 'collectedAt' | 'remark'>

/**
 * Returns the times of an order's events and its remark; what did not happen is left out.
 *
 * @param now - epoch ms
 */
export function viewFacts({ createdAt, paidAt, collectedAt, remark }: Dated, now: number): Fact[] {
  const times: [label: string, at: number | null][] = [
    ['下单时间', createdAt],
    ['付款时间', paidAt],
    ['取货时间', collectedAt],
  ]
  const facts = times.flatMap(([label, at]) => (at === null ? [] : [{ label, text: formatTime(at, now) }]))
  return remark === '' ? facts : [...facts, { label: '备注', text: remark }]
}

/** Money that is neither the shop's nor back with the buyer yet. */
const heldStates: Record<string, readonly RefundView['state'][]> = {
  待商家处理: ['waiting'],
  退款处理中: ['approved', 'refused', 'processing'],
  退款异常: ['abnormal', 'returned-to-merchant'],
}

type Priced = Pick<OrderView, 'state' | 'totalFen' | 'refundedFen' | 'refundableFen' | 'overRefundedFen' | 'refunds'>

/** The amounts of an order: what it costs, and, once money goes back, where the rest of it is. In fen; no row says zero. */
export function viewAmounts(order: Priced): AmountFact[] {
  const { state, totalFen, refundedFen, refundableFen, overRefundedFen, refunds: all } = order
  if (state !== 'paid') return [{ label: '订单金额', fen: totalFen }]
  const paid = { label: '实付金额', fen: totalFen }
  const refunds = all.filter(({ ofExtraPayment }) => !ofExtraPayment)
  if (refunds.length === 0) return [paid]
  const held = Object.entries(heldStates).map(([label, states]) => ({
    label,
    fen: refunds.reduce((sum, { state, amountFen }) => (states.includes(state) ? sum + amountFen : sum), 0),
  }))
  const parts = [
    // More than was paid is a row of its own.
    { label: '已退款', fen: Math.min(refundedFen, totalFen) },
    { label: '多退金额', fen: overRefundedFen },
    ...held,
    { label: '可退金额', fen: refundableFen },
  ]
  return [paid, ...parts.filter(({ fen }) => fen > 0)]
}
