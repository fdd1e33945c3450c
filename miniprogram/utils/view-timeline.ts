import type { OrderView, RefundView, TimelineEntry } from '@stack/contract'
import { formatTime } from './format-time'
import type { Tone } from './tone'

/** Source of a time line: an order, as its buyer or as a merchant sees it. */
export type Told = Pick<OrderView, 'timeline' | 'closedBy'> & { refunds: readonly RefundView[] }

interface Sentence {
  text: string
  tone: Tone
  /** Said below, in small. */
  detail?: string | null | undefined
}

interface Scene {
  order: Told
  entry: TimelineEntry
  /** The refund that the entry is about. */
  refund: RefundView | undefined
}

const settled: Partial<Record<RefundView['state'], Sentence>> = {
  succeeded: { text: '退款到账', tone: 'good' },
  'refunded-twice': { text: '退款到账', tone: 'good' },
  'returned-to-merchant': { text: '款项退回了商家账户，没有到账', tone: 'bad' },
  abnormal: { text: '退款异常，款项未能退回', tone: 'bad' },
  closed: { text: '退款已关闭，款项没有退回', tone: 'bad' },
}

const ofRefund = ({ order, entry }: Scene) => order.timeline.filter(({ refundId }) => refundId === entry.refundId)

/** An entry does not say how the refund ended, the refund does; before its last word the money did not arrive. */
function tellSettled(scene: Scene): Sentence {
  const { entry, refund } = scene
  const ends = ofRefund(scene).filter(({ type }) => type === entry.type)
  const last = ends[ends.length - 1] === entry && refund ? settled[refund.state] : undefined
  const detail = last?.tone === 'good' ? refund?.receivedBy : null
  return { ...(last ?? { text: '退款未成功，款项没有退回', tone: 'bad' }), detail }
}

/** Names of an approval, by the event before it. */
const approvedAfter: Partial<Record<TimelineEntry['type'], string>> = {
  'refund-first-approved': '商家复核同意',
  'refund-refused': '商家重新提交退款',
}

/** Merges the start of a refund with its approval, unless a second merchant has to approve. */
function tellApproved(scene: Scene): Sentence | null {
  const { entry, refund } = scene
  const entries = ofRefund(scene)
  const before = entries[entries.indexOf(entry) - 1]
  const alone = refund !== undefined && refund.requestedBy !== 'buyer'
  if (alone && before?.type === 'refund-requested' && before.at === entry.at) return null
  return { text: (before && approvedAfter[before.type]) ?? '商家同意退款', tone: 'wait' }
}

const requested: Record<RefundView['requestedBy'], string> = {
  buyer: '申请退款',
  merchant: '商家发起退款',
  system: '系统发起退款',
  platform: '商家在微信支付商户平台退款',
}

const closings: Record<NonNullable<Told['closedBy']>, string> = {
  buyer: '取消订单',
  expiry: '超时未支付',
  mismatch: '付款与订单不符',
}

/** Money beside the order's own payment: why it is none of it; without a reason it is a second payment. */
const misfits = { amount: '付款金额与订单不符', payer: '付款人与下单人不符' } as const

/**
 * The sentence for each thing that can happen to an order; null where it says nothing to people. An event without a
 * sentence does not compile.
 */
const sentences: Record<TimelineEntry['type'], (scene: Scene) => Sentence | null> = {
  created: () => ({ text: '提交订单', tone: 'over' }),
  'prepay-begun': () => null,
  prepaid: () => null,
  paid: () => ({ text: '支付成功', tone: 'good' }),
  'extra-paid': ({ entry }) => ({ text: entry.why ? misfits[entry.why] : '重复支付', tone: 'bad' }),
  closing: ({ order }) => ({ text: closings[order.closedBy ?? 'buyer'], tone: 'over' }),
  closed: () => ({ text: '订单已关闭', tone: 'over' }),
  collected: () => ({ text: '已取货', tone: 'good' }),
  'refund-requested': ({ refund }) => ({
    text: requested[refund?.requestedBy ?? 'buyer'],
    tone: 'wait',
    detail: refund?.reason,
  }),
  'refund-withdrawn': () => ({ text: '撤回退款申请', tone: 'over' }),
  'refund-rejected': ({ refund }) => ({ text: '商家拒绝退款', tone: 'bad', detail: refund?.rejection }),
  'refund-first-approved': () => ({ text: '商家已初审，待第二位商家复核', tone: 'wait' }),
  'refund-approved': tellApproved,
  'refund-refused': () => ({ text: '微信支付暂未受理退款', tone: 'bad' }),
  'refund-accepted': () => ({ text: '微信支付已受理退款', tone: 'wait' }),
  'refund-settled': tellSettled,
  'refund-abandoned': () => ({ text: '商家取消退款', tone: 'over' }),
  'refund-settled-manually': () => ({ text: '商家已线下退款', tone: 'good' }),
  'refund-adopted': () => ({ text: requested.platform, tone: 'wait' }),
  'refund-twice-resolved': () => ({ text: '商家已登记重复退款的处理', tone: 'over' }),
  'over-refund-resolved': () => ({ text: '商家已登记多退款项的处理', tone: 'over' }),
  // What closes the order says why.
  'payment-unreadable': () => null,
}

/** One row of the time line. */
export interface TimelineRow {
  /** Unique in its time line. */
  key: number
  time: string
  text: string
  /** Empty when there is none. */
  detail: string
  /** Null when no money is named. */
  amountFen: number | null
  tone: Tone
}

/**
 * Returns the events of an order as sentences, oldest first.
 *
 * @param now - epoch ms
 */
export function viewTimeline(order: Told, now: number): TimelineRow[] {
  return order.timeline.flatMap((entry, key) => {
    const refund = order.refunds.find(({ refundId }) => refundId === entry.refundId)
    // Functions may be newer than the mini program on the phone.
    const tell: ((scene: Scene) => Sentence | null) | undefined = sentences[entry.type]
    const sentence = tell?.({ order, entry, refund })
    if (sentence === null || sentence === undefined) return []
    const { text, tone, detail } = sentence
    const amountFen = entry.amountFen ?? null
    return [{ key, time: formatTime(entry.at, now), text, detail: detail ?? '', amountFen, tone }]
  })
}
