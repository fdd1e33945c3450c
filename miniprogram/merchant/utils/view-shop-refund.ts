import type { ShopRefundView } from '@stack/contract'
import { formatTime } from '../../utils/format-time'
import { explainRefusal } from './explain-refusal'
import { actionsOf, type RefundActions, type Status, statusOf } from './refund-stage'
import { type RefundWay, waysOf } from './refund-ways'

type RefundState = ShopRefundView['state']

const requesters: Record<ShopRefundView['requestedBy'], string> = {
  buyer: '买家申请',
  merchant: '商家发起',
  system: '系统发起',
  platform: '商户平台发起',
}

/**
 * Which merchant of two agreed first, and when; empty when nobody did.
 *
 * @param now - epoch ms
 */
export function viewFirstApproval({ firstApproval }: ShopRefundView, now: number): string {
  return firstApproval ? `${firstApproval.by} ${formatTime(firstApproval.at, now)}` : ''
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
  /** Answer of WeChat Pay; the only place where its codes are shown. */
  gateway: Fact[]
  actions: RefundActions
  /** Options for a refund that ended without the money at the buyer. */
  ways: RefundWay[]
}

/** Money of these has arrived nowhere. */
const unsettled: ReadonlySet<RefundState> = new Set(['approved', 'refused', 'processing', 'abnormal', 'closed'])

const decided: Partial<Record<RefundState, string>> = { rejected: '拒绝时间', withdrawn: '撤回时间' }

/** Time of the decision on a request; who alone gives money back unasked has decided with it. */
const decidedAtOf = ({ requestedBy, firstApproval, decidedAt }: ShopRefundView) =>
  requestedBy === 'buyer' || firstApproval ? decidedAt : null

/** @param now - epoch ms */
export function viewRefundDetail(refund: ShopRefundView, now: number): RefundDetail {
  const { state, refusal, settledAt, firstApproval, ended, resolution } = refund
  const time = (at: number | null) => (at === null ? null : formatTime(at, now))
  return {
    status: statusOf(refund),
    amountFen: refund.amountFen,
    request: knownFacts([
      ['发起方', requesters[refund.requestedBy]],
      ['退款原因', refund.reason],
      ['发起时间', time(refund.requestedAt)],
      ['初审商家', firstApproval?.by ?? null],
      ['初审时间', time(firstApproval?.at ?? null)],
      [decided[state] ?? (firstApproval ? '复核时间' : '同意时间'), time(decidedAtOf(refund))],
      ['拒绝原因', refund.rejection],
      ['结束商家', ended?.by ?? null],
      ['结束时间', time(ended?.at ?? null)],
      ['处理说明', ended?.note ?? null],
      ['核对商家', resolution?.by ?? null],
      ['核对时间', time(resolution?.at ?? null)],
      ['核对结果', resolution?.note ?? null],
      ['退款单号', refund.refundId, 'copy'],
    ]),
    gateway: knownFacts([
      ['未受理原因', refusal && state === 'refused' ? explainRefusal(refusal).text : null],
      ['错误代码', refusal?.code ?? null],
      ['退回账户', unsettled.has(state) ? null : refund.receivedBy],
      ['到账时间', time(settledAt)],
      ['微信退款号', refund.gatewayRefundId, 'copy'],
    ]),
    actions: actionsOf(refund),
    ways: waysOf(refund),
  }
}
