import type { DifferenceKind, DifferenceView } from '@stack/contract'
import { formatTime } from '../../utils/format-time'
import { formatYuan } from '../../utils/format-yuan'
import type { Status } from './refund-stage'
import { type Fact, knownFacts } from './view-shop-refund'

interface Meaning {
  text: string
  /** What it means for the merchant. */
  hint: string
}

const meanings: Record<DifferenceKind, Meaning> = {
  'payment-missing-here': { text: '收款未入账', hint: '微信支付收到了这笔款，账上没有' },
  'payment-missing-there': { text: '收款不在账单中', hint: '账上有这笔收款，微信支付的账单里没有' },
  'payment-amount': { text: '收款金额不一致', hint: '账上和微信支付的账单都有这笔收款，金额不同' },
  'payment-state': { text: '收款状态不一致', hint: '账上和微信支付的账单对这笔收款的说法相反' },
  'payment-unreadable': {
    text: '收款无法识别',
    hint: '微信支付收到一笔款，币种或内容无法按人民币入账，请到商户平台核对',
  },
  fee: { text: '手续费不一致', hint: '微信支付收取的手续费与约定的费率不符' },
  'refund-missing-here': {
    text: '退款未入账',
    hint: '微信支付退了这笔款，账上没有；在商户平台退的款，核实后会记入订单',
  },
  'refund-missing-there': { text: '退款不在账单中', hint: '账上有这笔退款，微信支付的账单里没有' },
  'refund-amount': { text: '退款金额不一致', hint: '账上和微信支付的账单都有这笔退款，金额不同' },
  'refund-state': { text: '退款状态不一致', hint: '账上和微信支付的账单对这笔退款的说法相反' },
}

const resolutions: Record<NonNullable<DifferenceView['resolution']>, string> = {
  repaired: '已按微信支付的记录更正',
  noted: '商家已登记处理结果',
}

function statusOf({ kind, state, resolution }: DifferenceView): Status {
  // Functions may be newer than the mini program on the phone.
  const { text, hint } = (meanings[kind] as Meaning | undefined) ?? { text: '账目不一致', hint: '' }
  if (state === 'open') return { text, hint, tone: 'bad' }
  return { text, hint: resolution === null ? '' : resolutions[resolution], tone: 'good' }
}

/** With a refund WeChat gives its fee back: an amount below zero. */
function amountText(fen: number | null): string {
  if (fen === null) return '没有记录'
  return `${fen < 0 ? '-' : ''}${formatYuan(Math.abs(fen))}`
}

/** What is told apart: the order records, and what WeChat Pay says. */
function viewAmounts({ kind, hereFen, thereFen }: DifferenceView): Fact[] {
  return [
    { label: kind === 'fee' ? '按费率应收' : '账上', text: amountText(hereFen) },
    {
      label: kind === 'fee' ? '账单中实收' : '微信支付',
      text: kind === 'payment-unreadable' ? '见下方原文' : amountText(thereFen),
    },
  ]
}

/** A difference in the list. */
export interface DifferenceRow extends Status {
  differenceId: string
  amounts: Fact[]
  /** Which bill, or notification, told of it. */
  source: string
  number: string
}

const sourceOf = ({ billDate }: DifferenceView) => (billDate === null ? '支付通知' : `${billDate} 账单`)

export function viewDifferenceRow(difference: DifferenceView): DifferenceRow {
  const { differenceId, outTradeNo, refundId } = difference
  return {
    ...statusOf(difference),
    differenceId,
    amounts: viewAmounts(difference),
    source: sourceOf(difference),
    number: refundId ?? outTradeNo,
  }
}

/** Kinds whose order the shop may not have. */
const mayBeUnknown: ReadonlySet<DifferenceKind> = new Set(['payment-missing-here', 'payment-unreadable'])

/** A difference on its own page. */
export interface DifferenceDetail {
  status: Status
  amounts: Fact[]
  facts: Fact[]
  /** Number of the order; empty where the shop has none of that number. */
  order: string
  actions: { repair: boolean; note: boolean }
}

/** @param now - epoch ms */
export function viewDifferenceDetail(difference: DifferenceView, now: number): DifferenceDetail {
  const { kind, state, outTradeNo, foundAt, resolvedAt, isRepairable, resolution } = difference
  const isOpen = state === 'open'
  const isKnown = !mayBeUnknown.has(kind) || isRepairable || resolution === 'repaired'
  return {
    status: statusOf(difference),
    amounts: viewAmounts(difference),
    facts: knownFacts([
      ['来源', sourceOf(difference)],
      ['发现时间', formatTime(foundAt, now)],
      ['订单编号', outTradeNo, 'copy'],
      ['退款单号', difference.refundId, 'copy'],
      ['交易单号', difference.transactionId, 'copy'],
      ...Object.entries(difference.reported ?? {}),
      ['处理商家', difference.resolvedBy],
      ['处理时间', resolvedAt === null ? null : formatTime(resolvedAt, now)],
      ['处理说明', difference.note],
    ]),
    order: isKnown ? outTradeNo : '',
    actions: { repair: isOpen && isRepairable, note: isOpen },
  }
}
