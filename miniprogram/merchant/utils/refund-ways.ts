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
  settle: { title: '改为线下退款', text: '先向微信支付确认这笔款不会退出，再由您用其他方式退给买家' },
  paid: { title: '已经付给买家', text: '已用其他方式付给买家，登记后算作已退款' },
  query: { title: '向微信查询', text: '在商户平台处理后，查询这笔款到了哪里' },
  resolve: { title: '登记处理结果', text: '与买家核对重复的款项后，写明怎样处理的' },
  abandon: { title: '放弃退款', text: '不再退这笔款，买家会看到退款已取消' },
}

/** The ways that each state leaves, the most likely first. That money was paid outside WeChat can always be recorded. */
const verbs: Partial<Record<ShopRefundView['state'], readonly RefundVerb[]>> = {
  approved: ['paid'],
  refused: ['approve', 'settle', 'paid', 'abandon'],
  processing: ['paid'],
  succeeded: ['paid'],
  'returned-to-merchant': ['settle', 'paid', 'abandon'],
  abnormal: ['query', 'settle', 'paid'],
  closed: ['start', 'settle', 'paid', 'abandon'],
  abandoned: ['paid'],
  'settled-manually': ['query'],
  'refunded-twice': ['resolve'],
}

type Ended = Pick<ShopRefundView, 'state' | 'refusal' | 'isMerchantTask'>

/** Returns the options for a refund that ended without the money at the buyer; the one that its reason calls for comes first. */
export function waysOf({ state, refusal, isMerchantTask }: Ended): RefundWay[] {
  const advice = refusal === null ? undefined : explainRefusal(refusal).advice
  const open = (verbs[state] ?? []).filter((verb) => isMerchantTask || verb !== 'resolve')
  const ways = open.map((verb) => ({ verb, ...said[verb], advised: verb === advice }))
  return ways.sort((a, b) => Number(b.advised) - Number(a.advised))
}
