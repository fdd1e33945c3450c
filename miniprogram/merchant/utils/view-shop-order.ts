import type { ExtraPaymentView, LineView, ShopOrderView } from '@stack/contract'
import { formatTime } from '../../utils/format-time'
import { noticeOf, type Status } from './refund-stage'
import { type Fact, knownFacts, type RefundRow, viewRefundRow } from './view-shop-refund'

type Stage = 'unpaid' | 'cancelling' | 'cancelled' | 'expiring' | 'expired' | 'mismatched' | PaidStage
type PaidStage = 'over-refunded' | 'returning' | 'refunded' | 'collected' | 'late' | 'ready'

const stages: Record<Stage, Status> = {
  unpaid: { text: '待付款', hint: '超时未付，订单会自动关闭', tone: 'wait' },
  cancelling: { text: '正在关闭', hint: '买家已取消，等待微信支付确认', tone: 'over' },
  expiring: { text: '正在关闭', hint: '超时未付，等待微信支付确认', tone: 'over' },
  cancelled: { text: '已关闭', hint: '买家取消', tone: 'over' },
  expired: { text: '已关闭', hint: '超时未付', tone: 'over' },
  mismatched: { text: '已关闭', hint: '付款与订单不符，款项见下方的退款', tone: 'bad' },
  ready: { text: '待取货', hint: '买家取货时，请核对订单号', tone: 'wait' },
  collected: { text: '已取货', hint: '', tone: 'good' },
  returning: { text: '退款中', hint: '已决定退回全部款项，请勿交付商品', tone: 'wait' },
  refunded: { text: '已全额退款', hint: '', tone: 'over' },
  'over-refunded': { text: '多退款', hint: '退给买家的钱多于实付，请勿交付商品，并与买家核对', tone: 'bad' },
  late: { text: '付款晚于关闭', hint: '库存已释放，不能交付商品，请退款给买家', tone: 'bad' },
}

function stageOfPaid(order: ShopOrderView): PaidStage {
  const { collectedAt, refundedFen, overRefundedFen, committedFen, totalFen, timeline } = order
  if (overRefundedFen > 0) return 'over-refunded'
  if (refundedFen >= totalFen) return 'refunded'
  if (committedFen >= totalFen) return 'returning'
  if (collectedAt !== null) return 'collected'
  return timeline.some(({ type }) => type === 'closed') ? 'late' : 'ready'
}

const endings: Record<'closing' | 'closed', Record<NonNullable<ShopOrderView['closedBy']>, Stage>> = {
  closing: { buyer: 'cancelling', expiry: 'expiring', mismatch: 'mismatched' },
  closed: { buyer: 'cancelled', expiry: 'expired', mismatch: 'mismatched' },
}

function stageOf(order: ShopOrderView): Stage {
  if (order.state === 'paid') return stageOfPaid(order)
  return order.state === 'unpaid' ? 'unpaid' : endings[order.state][order.closedBy ?? 'buyer']
}

/** Summary of the order lines: `龙井茶 等 3 件`. */
export function summarise(lines: readonly LineView[]): string {
  const [first] = lines
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return first === undefined ? '' : `${first.title} ${lines.length === 1 ? '共' : '等'} ${pieces} 件`
}

/** An order in the list. */
export interface ShopOrderRow extends Status {
  outTradeNo: string
  summary: string
  time: string
  totalFen: number
  refundedFen: number
  /** Number of waiting refunds and for whom; empty when there is none. */
  notice: string
}

/** @param now - epoch ms */
export function viewShopOrderRow(order: ShopOrderView, now: number): ShopOrderRow {
  const { outTradeNo, lines, createdAt, totalFen, refundedFen } = order
  return {
    ...stages[stageOf(order)],
    ...{ outTradeNo, totalFen, refundedFen },
    summary: summarise(lines),
    time: formatTime(createdAt, now),
    notice: noticeOf(order),
  }
}

/** An order on its own page. */
export interface ShopOrderDetail {
  status: Status
  facts: Fact[]
  refunds: RefundRow[]
  /** More refunded than paid: what a merchant has to write down, or has; null when nothing was. */
  over: { amountFen: number; isMerchantTask: boolean; facts: Fact[] } | null
  /** Payments that are not the order's own. */
  extraPayments: (ExtraPaymentView & { time: string })[]
  actions: { collect: boolean; refund: boolean }
}

function viewOver({ overRefundedFen, isOverRefundTask, overRefundResolution: note }: ShopOrderView, now: number) {
  if (overRefundedFen === 0) return null
  const facts = knownFacts([
    ['处理商家', note?.by ?? null],
    ['处理时间', note && formatTime(note.at, now)],
    ['处理说明', note?.note ?? null],
  ])
  return { amountFen: overRefundedFen, isMerchantTask: isOverRefundTask, facts }
}

/** @param now - epoch ms */
export function viewShopOrderDetail(order: ShopOrderView, now: number): ShopOrderDetail {
  const { outTradeNo, transactionId, buyer, remark, createdAt, paidAt, collectedAt, refunds } = order
  const time = (at: number | null) => (at === null ? null : formatTime(at, now))
  const stage = stageOf(order)
  return {
    status: stages[stage],
    facts: knownFacts([
      ['订单编号', outTradeNo, 'copy'],
      ['交易单号', transactionId, 'copy'],
      ['买家', buyer],
      ['买家留言', remark],
      ['下单时间', time(createdAt)],
      ['付款时间', time(paidAt)],
      ['取货时间', time(collectedAt)],
    ]),
    refunds: refunds.map((refund) => viewRefundRow(refund, now)).reverse(),
    over: viewOver(order, now),
    extraPayments: order.extraPayments.map((extra) => ({ ...extra, time: formatTime(extra.paidAt, now) })),
    actions: { collect: stage === 'ready', refund: order.refundableFen > 0 },
  }
}
