import type { ShopRefundView } from '@stack/contract'
import { explainRefusal, type RefundVerb } from './explain-refusal'

/** A way out of a refund that ended without the money at the buyer. */
export interface RefundWay {
  verb: RefundVerb
  title: string
  text: string
  /** It is what the reason calls for. */
  advised: boolean
}

const said: Record<RefundVerb, { title: string; text: string }> = {
  approve: { title: '重新提交', text: '用同一退款单号再提交一次，不会重复退款' },
  start: { title: '重新发起退款', text: '到订单页重新发起，会使用新的退款单号' },
  settle: { title: '已线下退款', text: '已用其他方式退给买家，登记后不再原路退回' },
  abandon: { title: '放弃退款', text: '不再退这笔款，买家会看到退款已取消' },
}

/** The ways that each state leaves, the most likely first; money that left the shop's account cannot be given up. */
const verbs: Partial<Record<ShopRefundView['state'], readonly RefundVerb[]>> = {
  refused: ['approve', 'settle', 'abandon'],
  abnormal: ['settle'],
  closed: ['start', 'settle', 'abandon'],
}

type Ended = Pick<ShopRefundView, 'state' | 'refusal' | 'ofExtraPayment'>

/** What a merchant can do about a refund that ended without the money at the buyer; what its reason calls for comes first. */
export function waysOf({ state, refusal, ofExtraPayment }: Ended): RefundWay[] {
  const advice = refusal === null ? undefined : explainRefusal(refusal).advice
  // A new refund gives the order's own payment back, never an extra one.
  const open = (verbs[state] ?? []).filter((verb) => !(ofExtraPayment && verb === 'start'))
  const ways = open.map((verb) => ({ verb, ...said[verb], advised: verb === advice }))
  return ways.sort((a, b) => Number(b.advised) - Number(a.advised))
}
