import type { ShopRefundView } from '@stack/contract'
import { formatTime } from '../../utils/format-time'
import type { Tone } from '../../utils/tone'
import { explainRefusal } from './explain-refusal'

type RefundState = ShopRefundView['state']

export interface Status {
  text: string
  /** What it means, or what the merchant can do; empty when the state says it all. */
  hint: string
  tone: Tone
}

/** What each state of a refund is called, and what it means for the merchant. */
const statuses: Record<RefundState, Status> = {
  waiting: { text: '待处理', hint: '同意后款项原路退回买家', tone: 'wait' },
  withdrawn: { text: '买家已撤回', hint: '', tone: 'over' },
  rejected: { text: '已拒绝', hint: '', tone: 'over' },
  approved: { text: '正在提交', hint: '已同意，正在提交微信支付', tone: 'wait' },
  refused: { text: '微信支付未受理', hint: '处理好下方原因后，可重新提交这笔退款', tone: 'bad' },
  processing: { text: '退款中', hint: '微信支付已受理，等待到账', tone: 'wait' },
  succeeded: { text: '已退款', hint: '', tone: 'good' },
  abnormal: { text: '退款异常', hint: '款项未能退回，请到微信支付商户平台处理', tone: 'bad' },
  closed: { text: '退款已关闭', hint: '款项没有退出，可重新发起退款', tone: 'over' },
}

/** Which refunds are given back, or decided to be: what only waits may still be rejected. */
const given: Record<RefundState, boolean> = {
  waiting: false,
  withdrawn: false,
  rejected: false,
  approved: true,
  refused: true,
  processing: true,
  succeeded: true,
  abnormal: true,
  closed: false,
}

const requesters: Record<ShopRefundView['requestedBy'], string> = {
  buyer: '买家申请',
  merchant: '商家发起',
  system: '系统自动退回',
}

/** What of an order is given back or decided to be, in fen. */
export function givenFen(refunds: readonly ShopRefundView[]): number {
  return refunds.reduce((sum, { state, amountFen }) => (given[state] ? sum + amountFen : sum), 0)
}

export function statusOf({ state }: Pick<ShopRefundView, 'state'>): Status {
  return statuses[state]
}

/** One line of facts; `copy` is what a tap puts on the clipboard. */
export interface Fact {
  label: string
  text: string
  copy?: boolean
}

/** Facts without those that are not known. */
export function knownFacts(facts: readonly [label: string, text: string | null, copy?: 'copy'][]): Fact[] {
  return facts.flatMap(([label, text, copy]) =>
    text === null || text === '' ? [] : [{ label, text, ...(copy === 'copy' && { copy: true }) }],
  )
}

/** A refund in a list. */
export interface RefundRow extends Status {
  refundId: string
  amountFen: number
  time: string
  reason: string
}

/** @param now - epoch ms */
export function viewRefundRow(refund: ShopRefundView, now: number): RefundRow {
  const { refundId, amountFen, reason, requestedBy, requestedAt } = refund
  const time = `${requesters[requestedBy]} ${formatTime(requestedAt, now)}`
  return { ...statusOf(refund), refundId, amountFen, time, reason: reason === '' ? '未填写原因' : reason }
}

/** A refund on its own page. */
export interface RefundDetail {
  status: Status
  amountFen: number
  request: Fact[]
  /** What WeChat Pay answered; the only place where its codes are shown. */
  gateway: Fact[]
  actions: { decide: boolean; repeat: boolean }
}

const decided: Partial<Record<RefundState, string>> = { rejected: '拒绝时间', withdrawn: '撤回时间' }

/** When a request was decided on; who gives money back unasked has decided with it. */
const decidedAtOf = ({ requestedBy, decidedAt }: ShopRefundView) => (requestedBy === 'buyer' ? decidedAt : null)

/** @param now - epoch ms */
export function viewRefundDetail(refund: ShopRefundView, now: number): RefundDetail {
  const { state, refusal, settledAt } = refund
  const time = (at: number | null) => (at === null ? null : formatTime(at, now))
  return {
    status: statusOf(refund),
    amountFen: refund.amountFen,
    request: knownFacts([
      ['发起方', requesters[refund.requestedBy]],
      ['退款原因', refund.reason],
      ['发起时间', time(refund.requestedAt)],
      [decided[state] ?? '同意时间', time(decidedAtOf(refund))],
      ['拒绝原因', refund.rejection],
      ['退款单号', refund.refundId, 'copy'],
    ]),
    gateway: knownFacts([
      ['未受理原因', refusal && explainRefusal(refusal)],
      ['错误代码', refusal?.code ?? null],
      ['退回账户', state === 'succeeded' ? refund.receivedBy : null],
      ['到账时间', time(settledAt)],
      ['微信退款号', refund.gatewayRefundId, 'copy'],
    ]),
    actions: { decide: state === 'waiting', repeat: state === 'refused' },
  }
}
