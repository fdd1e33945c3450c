import type { OrderView } from '@stack/contract'

/** State of the page besides the order. */
export interface Moment {
  /** Epoch ms. */
  now: number
  /** The order is being asked for. */
  asking: boolean
  /** The cashier may have taken money, and the order does not say so. */
  confirming: boolean
}

export interface PayResultView {
  title: string
  /** Next step or expectation. */
  text: string
  tone: 'good' | 'wait' | 'over'
  /** Name of the icon. */
  icon: string
  canPay: boolean
  canAsk: boolean
}

type Stage = 'paid' | 'asking' | 'confirming' | 'unpaid' | 'ending' | 'closed'

const nothing = { canPay: false, canAsk: false }

const stages: Record<Stage, PayResultView> = {
  paid: {
    ...nothing,
    title: '支付成功',
    text: '请到门店取货，出示订单即可',
    tone: 'good',
    icon: 'check-circle-filled',
  },
  asking: { ...nothing, title: '正在确认支付结果', text: '请稍候，不要重复支付', tone: 'wait', icon: 'time-filled' },
  confirming: {
    title: '支付结果确认中',
    text: '若已扣款请勿重复支付，结果稍后会更新到订单',
    tone: 'wait',
    icon: 'time-filled',
    canPay: false,
    canAsk: true,
  },
  unpaid: {
    title: '尚未支付',
    text: '订单已为您保留，可继续支付',
    tone: 'wait',
    icon: 'error-circle-filled',
    canPay: true,
    canAsk: false,
  },
  ending: {
    title: '订单正在关闭',
    text: '若已扣款，款项会自动退回',
    tone: 'over',
    icon: 'close-circle-filled',
    canPay: false,
    canAsk: true,
  },
  closed: {
    ...nothing,
    title: '订单已关闭',
    text: '若已扣款，款项会自动退回',
    tone: 'over',
    icon: 'close-circle-filled',
  },
}

function stageOf({ state, expiresAt }: OrderView, { now, asking, confirming }: Moment): Stage {
  if (state === 'paid' || state === 'closed') return state
  if (asking) return 'asking'
  if (confirming) return 'confirming'
  return state === 'unpaid' && now < expiresAt ? 'unpaid' : 'ending'
}

/** Returns the result of a payment, as the order says it. */
export function viewPayResult(order: OrderView, moment: Moment): PayResultView {
  return stages[stageOf(order, moment)]
}
