import type { OrderView, RefundView } from '@stack/contract'
import type { Tone } from './tone'

/** State of a page besides the order. */
export interface Moment {
  /** Epoch ms. */
  now: number
  /** The cashier may have taken money, and the order does not say so yet. */
  confirming: boolean
}

/** An order as its pages show it. */
export interface OrderPage {
  status: OrderStatus
  actions: OrderActions
  /** There is something that may be done. */
  bar: boolean
  /** Goods wait to be fetched. */
  pickUp: boolean
}

/** Head of an order. */
export interface OrderStatus {
  text: string
  /** Next step; empty when the state is enough. */
  hint: string
  tone: Tone
  /** Epoch ms to count down to; 0 for none. */
  until: number
}

/** Actions of the buyer on an order. */
export interface OrderActions {
  pay: boolean
  cancel: boolean
  /** Ask again whether the payment arrived. */
  askAgain: boolean
  refund: boolean
}

type Stage =
  | 'payable'
  | 'confirming'
  | 'expired'
  | 'cancelling'
  | 'expiring'
  | 'cancelled'
  | 'lapsed'
  | 'mismatched'
  | 'returning'
  | 'returned'
  | 'refunded'
  | 'over-refunded'
  | 'refunding'
  | 'refund-stuck'
  | 'collected'
  | 'partly-refunded'
  | 'refund-waiting'
  | 'refund-in-review'
  | 'ready'

const nothing: OrderActions = { pay: false, cancel: false, askAgain: false, refund: false }
const payable: OrderActions = { ...nothing, pay: true, cancel: true }
const refundable: OrderActions = { ...nothing, refund: true }

interface StageView {
  text: string
  hint: string
  tone: Tone
  actions: OrderActions
}

const expired: StageView = { text: '已超时，正在关闭', hint: '请稍候，或重新下单', tone: 'over', actions: nothing }

const stages: Record<Stage, StageView> = {
  payable: { text: '待付款', hint: '超时未付，订单会自动关闭', tone: 'wait', actions: payable },
  confirming: {
    text: '支付结果确认中',
    hint: '若已扣款，请勿重复支付，结果稍后会更新',
    tone: 'wait',
    actions: { ...nothing, askAgain: true },
  },
  expired,
  expiring: expired,
  cancelling: { text: '正在取消', hint: '微信支付确认后即可取消', tone: 'over', actions: nothing },
  cancelled: { text: '已取消', hint: '您取消了这笔订单', tone: 'over', actions: nothing },
  lapsed: { text: '已关闭', hint: '超时未支付，订单已自动关闭', tone: 'over', actions: nothing },
  mismatched: { text: '已关闭', hint: '收到的付款与订单不符，款项见下方的退款', tone: 'over', actions: nothing },
  returning: {
    text: '订单已关闭，款项退回中',
    hint: '付款晚于订单关闭，款项会自动退回',
    tone: 'wait',
    actions: refundable,
  },
  returned: { text: '订单已关闭，款项已退回', hint: '付款晚于订单关闭', tone: 'over', actions: nothing },
  refunded: { text: '已全额退款', hint: '', tone: 'over', actions: nothing },
  'over-refunded': { text: '已全额退款', hint: '退款多于实付金额，请与商家核对', tone: 'over', actions: nothing },
  refunding: { text: '退款中', hint: '全部款项正在退回', tone: 'wait', actions: refundable },
  'refund-stuck': { text: '退款异常', hint: '款项还没有退到您的账户，请联系商家', tone: 'bad', actions: refundable },
  collected: { text: '已取货', hint: '感谢惠顾，欢迎再来', tone: 'good', actions: refundable },
  'partly-refunded': { text: '部分退款', hint: '请到门店取货，出示本页即可', tone: 'good', actions: refundable },
  'refund-waiting': { text: '退款申请中', hint: '等待商家处理', tone: 'wait', actions: refundable },
  'refund-in-review': { text: '退款复核中', hint: '商家复核后，款项会原路退回', tone: 'wait', actions: refundable },
  ready: { text: '已付款，待取货', hint: '请到门店取货，出示本页即可', tone: 'good', actions: refundable },
}

/** Refunds of a second payment are left out: they say nothing about the order. */
const isOwn = ({ ofExtraPayment }: RefundView) => !ofExtraPayment
const isAsked = ({ requestedBy }: RefundView) => requestedBy === 'buyer'

/** Decided, and not with the buyer yet. */
const underWay: readonly RefundView['state'][] = [
  'approved',
  'refused',
  'processing',
  'abnormal',
  'returned-to-merchant',
]

/** Ended at WeChat Pay without the money at the buyer: nothing brings it by itself. */
const hasReachedNobody: readonly RefundView['state'][] = ['abnormal', 'returned-to-merchant']

function stageOfPaid(order: OrderView): Stage {
  const { refunds: all, totalFen, refundedFen, refundableFen, overRefundedFen, collectedAt } = order
  const refunds = all.filter(isOwn)
  if (overRefundedFen > 0) return 'over-refunded'
  if (refunds.some(({ requestedBy }) => requestedBy === 'system')) {
    return refundedFen >= totalFen ? 'returned' : 'returning'
  }
  if (refundedFen >= totalFen) return 'refunded'
  const waiting = refunds.filter(({ state }) => state === 'waiting')
  // What a merchant started waits only for another merchant.
  if (waiting.length > 0) return waiting.some(isAsked) ? 'refund-waiting' : 'refund-in-review'
  const pending = refunds.filter(({ state }) => underWay.includes(state))
  if (refundableFen === 0 && pending.length > 0) {
    return pending.every(({ state }) => hasReachedNobody.includes(state)) ? 'refund-stuck' : 'refunding'
  }
  if (collectedAt !== null) return 'collected'
  return refundedFen > 0 ? 'partly-refunded' : 'ready'
}

/** Names of an order that is ending, or has ended, unpaid. */
const endings: Record<'closing' | 'closed', Record<NonNullable<OrderView['closedBy']>, Stage>> = {
  closing: { buyer: 'cancelling', expiry: 'expiring', mismatch: 'mismatched' },
  closed: { buyer: 'cancelled', expiry: 'lapsed', mismatch: 'mismatched' },
}

function stageOf(order: OrderView, { now, confirming }: Moment): Stage {
  if (order.state === 'paid') return stageOfPaid(order)
  if (order.state !== 'unpaid') return endings[order.state][order.closedBy ?? 'buyer']
  if (confirming) return 'confirming'
  return now < order.expiresAt ? 'payable' : 'expired'
}

const goodsWait: readonly Stage[] = ['ready', 'refund-waiting', 'refund-in-review', 'partly-refunded']

/** Returns the state and the actions of an order for its buyer. */
export function viewOrder(order: OrderView, moment: Moment): OrderPage {
  const stage = stageOf(order, moment)
  const { actions: allowed, ...status } = stages[stage]
  const actions = { ...allowed, refund: allowed.refund && order.refundableFen > 0 }
  return {
    status: { ...status, until: stage === 'payable' ? order.expiresAt : 0 },
    actions,
    bar: Object.values(actions).includes(true),
    pickUp: goodsWait.includes(stage) && order.collectedAt === null,
  }
}

/** Says whether something about an order may change by itself, without buyer or merchant. */
export function isOpen(order: OrderView, moment: Moment): boolean {
  if (order.refunds.some(({ state }) => state === 'approved' || state === 'processing')) return true
  const stage = stageOf(order, moment)
  return stage === 'confirming' || stage === 'expired' || order.state === 'closing'
}
