import type { ShopRefundView } from '@stack/contract'
import type { Tone } from '../../utils/tone'

/** A state, or what one merchant of two agreed to (the viewer or another one), or a double refund that a note has ended. */
type Stage = ShopRefundView['state'] | 'agreed-by-me' | 'agreed-by-other' | 'twice-resolved'

export interface Status {
  text: string
  /** Meaning, or the merchant's next step; empty when the state is enough. */
  hint: string
  tone: Tone
}

/** Name of each stage of a refund and its meaning for the merchant. */
const statuses: Record<Stage, Status> = {
  waiting: { text: '待处理', hint: '同意后款项原路退回买家', tone: 'wait' },
  'agreed-by-me': { text: '待复核', hint: '等待另一位商家复核', tone: 'wait' },
  'agreed-by-other': { text: '待复核', hint: '另一位商家已初审，复核同意后款项原路退回买家', tone: 'wait' },
  withdrawn: { text: '买家已撤回', hint: '', tone: 'over' },
  rejected: { text: '已拒绝', hint: '', tone: 'over' },
  approved: { text: '正在提交', hint: '已同意，正在提交微信支付', tone: 'wait' },
  refused: { text: '微信支付未受理', hint: '款项没有退出，请按下方原因处理', tone: 'bad' },
  processing: { text: '退款中', hint: '微信支付已受理，等待到账', tone: 'wait' },
  succeeded: { text: '已退款', hint: '', tone: 'good' },
  'returned-to-merchant': {
    text: '已退回商户账户',
    hint: '微信支付把款项退到了商户账户，买家没有收到，也不能再原路退款',
    tone: 'bad',
  },
  abnormal: { text: '退款异常', hint: '款项未能退回原支付账户，请到微信支付商户平台处理，或线下退给买家', tone: 'bad' },
  closed: { text: '退款已关闭', hint: '微信支付关闭了这笔退款，款项没有退出', tone: 'bad' },
  abandoned: { text: '已放弃', hint: '商家放弃了这笔退款，款项没有退出', tone: 'over' },
  'settled-manually': { text: '已线下退款', hint: '商家已用其他方式退给买家', tone: 'good' },
  'refunded-twice': { text: '重复退款', hint: '线下和微信支付各退了一次，请与买家核对后登记处理', tone: 'bad' },
  'twice-resolved': { text: '重复退款', hint: '线下和微信支付各退了一次，商家已登记处理', tone: 'over' },
}

/** Label of the button that sends a refund, where there is one. */
const approvals: Partial<Record<Stage, string>> = {
  waiting: '同意退款',
  'agreed-by-other': '复核同意',
}

type Staged = Pick<ShopRefundView, 'state' | 'firstApproval' | 'isMerchantTask'>

function stageOf({ state, firstApproval, isMerchantTask }: Staged): Stage {
  if (state === 'refunded-twice' && !isMerchantTask) return 'twice-resolved'
  if (state !== 'waiting' || !firstApproval) return state
  return firstApproval.isMine ? 'agreed-by-me' : 'agreed-by-other'
}

export function statusOf(refund: Staged): Status {
  return statuses[stageOf(refund)]
}

/** Actions of a merchant on a refund. */
export interface RefundActions {
  reject: boolean
  /** Label of the button to agree; empty when there is none. */
  approve: string
}

export function actionsOf(refund: Staged): RefundActions {
  return { reject: refund.state === 'waiting', approve: approvals[stageOf(refund)] ?? '' }
}

/** Returns the words that tell a merchant what became of a refund. */
export function outcomeOf(refund: Staged): string {
  return refund.state === 'waiting' ? '已提交，待另一位商家复核' : statusOf(refund).text
}

/** Groups of waiting refunds, each with its stages. */
const notices: Record<string, readonly Stage[]> = {
  待处理: ['waiting', 'agreed-by-other'],
  待他人复核: ['agreed-by-me'],
  未成功: ['refused', 'returned-to-merchant', 'abnormal', 'closed'],
  重复: ['refunded-twice'],
}

/** Says how many refunds of an order wait for whom, and that too much was refunded; empty when nothing waits. */
export function noticeOf({
  refunds,
  isOverRefundTask,
}: {
  refunds: readonly Staged[]
  isOverRefundTask: boolean
}): string {
  const counts = Object.entries(notices).map(([what, stages]) => ({
    what,
    count: refunds.filter((refund) => stages.includes(stageOf(refund))).length,
  }))
  const notes = counts.filter(({ count }) => count > 0).map(({ what, count }) => `${count} 笔退款${what}`)
  return [...notes, ...(isOverRefundTask ? ['多退款待核对'] : [])].join('，')
}
