import type { RefundView } from '@stack/contract'
import { formatTime } from './format-time'
import type { Tone } from './tone'

interface RefundStatus {
  text: string
  /** Next step; empty when the state is enough. */
  hint: string
  tone: Tone
}

/**
 * Name of each state of a refund and its meaning for the buyer.
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=9_4 how long a refund takes
 */
export const refundStatuses: Record<RefundView['state'], RefundStatus> = {
  waiting: { text: '等待商家处理', hint: '商家处理后，这里会显示结果', tone: 'wait' },
  withdrawn: { text: '已撤回', hint: '', tone: 'over' },
  rejected: { text: '商家已拒绝', hint: '', tone: 'bad' },
  approved: { text: '退款处理中', hint: '商家已同意，正在提交微信支付', tone: 'wait' },
  refused: { text: '退款暂未受理', hint: '微信支付暂未受理，商家会继续处理', tone: 'bad' },
  processing: { text: '退款处理中', hint: '零钱一般 20 分钟内到账，银行卡约 3 个工作日', tone: 'wait' },
  succeeded: { text: '退款已到账', hint: '', tone: 'good' },
  'returned-to-merchant': {
    text: '款项退回了商家',
    hint: '微信支付把款项退到了商家账户，您还没有收到，商家会用其他方式退给您',
    tone: 'bad',
  },
  abnormal: { text: '退款异常', hint: '款项未能退回原支付账户，请联系商家', tone: 'bad' },
  closed: { text: '退款已关闭', hint: '款项没有退回，请联系商家', tone: 'bad' },
  abandoned: { text: '退款已取消', hint: '商家取消了这笔退款，有疑问请联系商家', tone: 'over' },
  'settled-manually': { text: '商家已线下退款', hint: '款项由商家另行退给您，未收到请联系商家', tone: 'good' },
  'refunded-twice': { text: '退款已到账', hint: '商家线下也退过这笔款，请与商家核对', tone: 'good' },
}

/** A refund that a merchant starts waits only for another merchant. */
const inReview: RefundStatus = { text: '商家复核中', hint: '另一位商家复核后，款项会原路退回', tone: 'wait' }

function statusOf({ state, requestedBy }: RefundView): RefundStatus {
  return state === 'waiting' && requestedBy === 'merchant' ? inReview : refundStatuses[state]
}

const requesters: Record<RefundView['requestedBy'], string> = {
  buyer: '申请时间',
  merchant: '商家发起',
  system: '系统发起',
  platform: '商家在微信支付发起',
}

/** Says whether WeChat brought the money to the buyer. */
const hasArrived = ({ state }: RefundView) => state === 'succeeded' || state === 'refunded-twice'

/** A fact about a refund, as a labelled line. */
interface Fact {
  label: string
  text: string
}

/** A refund as its card shows it. */
export interface RefundCard extends RefundStatus {
  refundId: string
  amountFen: number
  facts: Fact[]
}

/** @param now - epoch ms */
export function viewRefund(refund: RefundView, now: number): RefundCard {
  const { refundId, amountFen, reason, rejection, requestedBy, requestedAt, settledAt, receivedBy } = refund
  const facts: [label: string, text: string | null][] = [
    [requesters[requestedBy], formatTime(requestedAt, now)],
    ['退款原因', reason],
    ['拒绝原因', rejection],
    ['到账时间', hasArrived(refund) && settledAt !== null ? formatTime(settledAt, now) : null],
    ['退回账户', hasArrived(refund) ? receivedBy : null],
  ]
  return {
    ...statusOf(refund),
    refundId,
    amountFen,
    facts: facts.flatMap(([label, text]) => (text === null || text === '' ? [] : [{ label, text }])),
  }
}
