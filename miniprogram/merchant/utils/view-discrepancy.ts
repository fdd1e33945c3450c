import type { DiscrepancyKind, DiscrepancyView } from '@stack/contract'
import { formatTime } from '../../utils/format-time'
import { formatYuan } from '../../utils/format-yuan'
import type { Status } from './refund-stage'
import { type Fact, knownFacts } from './view-shop-refund'

interface Meaning {
  text: string
  /** Meaning for the merchant. */
  hint: string
}

const meanings: Record<DiscrepancyKind, Meaning> = {
  'payment-missing-locally': { text: '收款未入账', hint: '微信支付收到了这笔款，账上没有' },
  'payment-missing-in-bill': { text: '收款不在账单中', hint: '账上有这笔收款，微信支付的账单里没有' },
  'payment-amount': { text: '收款金额不一致', hint: '账上和微信支付的账单都有这笔收款，金额不同' },
  'payment-state': { text: '收款状态不一致', hint: '账上和微信支付的账单对这笔收款的说法相反' },
  'payment-unreadable': {
    text: '收款无法识别',
    hint: '微信支付收到一笔款，币种或内容无法按人民币入账，请到商户平台核对',
  },
  fee: { text: '手续费不一致', hint: '微信支付收取的手续费与约定的费率不符' },
  'refund-missing-locally': {
    text: '退款未入账',
    hint: '微信支付退了这笔款，账上没有；在商户平台退的款，核实后会记入订单',
  },
  'refund-missing-in-bill': { text: '退款不在账单中', hint: '账上有这笔退款，微信支付的账单里没有' },
  'refund-amount': { text: '退款金额不一致', hint: '账上和微信支付的账单都有这笔退款，金额不同' },
  'refund-state': { text: '退款状态不一致', hint: '账上和微信支付的账单对这笔退款的说法相反' },
}

const resolutions: Record<NonNullable<DiscrepancyView['resolution']>, string> = {
  repaired: '已按微信支付的记录更正',
  noted: '商家已登记处理结果',
}

function statusOf({ kind, state, resolution }: DiscrepancyView): Status {
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

/** Sides of a discrepancy: the order records and WeChat Pay. */
function viewAmounts({ kind, localFen, gatewayFen }: DiscrepancyView): Fact[] {
  return [
    { label: kind === 'fee' ? '按费率应收' : '账上', text: amountText(localFen) },
    {
      label: kind === 'fee' ? '账单中实收' : '微信支付',
      text: kind === 'payment-unreadable' ? '见下方原文' : amountText(gatewayFen),
    },
  ]
}

/** A discrepancy in the list. */
export interface DiscrepancyRow extends Status {
  discrepancyId: string
  amounts: Fact[]
  /** Which bill, or notification, told of it. */
  source: string
  number: string
}

const sourceOf = ({ billDate }: DiscrepancyView) => (billDate === null ? '支付通知' : `${billDate} 账单`)

export function viewDiscrepancyRow(discrepancy: DiscrepancyView): DiscrepancyRow {
  const { discrepancyId, outTradeNo, refundId } = discrepancy
  return {
    ...statusOf(discrepancy),
    discrepancyId,
    amounts: viewAmounts(discrepancy),
    source: sourceOf(discrepancy),
    number: refundId ?? outTradeNo,
  }
}

/** Kinds whose order the shop may not have. */
const mayBeUnknown: ReadonlySet<DiscrepancyKind> = new Set(['payment-missing-locally', 'payment-unreadable'])

/** A discrepancy on its own page. */
export interface DiscrepancyDetail {
  status: Status
  amounts: Fact[]
  facts: Fact[]
  /** Number of the order; empty where the shop has none of that number. */
  order: string
  actions: { repair: boolean; note: boolean }
}

/** @param now - epoch ms */
export function viewDiscrepancyDetail(discrepancy: DiscrepancyView, now: number): DiscrepancyDetail {
  const { kind, state, outTradeNo, foundAt, resolvedAt, isRepairable, resolution } = discrepancy
  const isOpen = state === 'open'
  const isKnown = !mayBeUnknown.has(kind) || isRepairable || resolution === 'repaired'
  return {
    status: statusOf(discrepancy),
    amounts: viewAmounts(discrepancy),
    facts: knownFacts([
      ['来源', sourceOf(discrepancy)],
      ['发现时间', formatTime(foundAt, now)],
      ['订单编号', outTradeNo, 'copy'],
      ['退款单号', discrepancy.refundId, 'copy'],
      ['交易单号', discrepancy.transactionId, 'copy'],
      ...Object.entries(discrepancy.reported ?? {}),
      ['处理商家', discrepancy.resolvedBy],
      ['处理时间', resolvedAt === null ? null : formatTime(resolvedAt, now)],
      ['处理说明', discrepancy.note],
    ]),
    order: isKnown ? outTradeNo : '',
    actions: { repair: isOpen && isRepairable, note: isOpen },
  }
}
