import { longTime } from '../shared/beijing-time.ts'
import type { Order } from '../store/orders.ts'
import type { Refund } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { type BillLine, billLines } from './bill-lines.ts'
import { BILL_COLUMNS, type Column } from './columns.ts'
import { writeBill, yuan, yuanOfFee } from './write-bill.ts'

/** The bills with contents; there are no coupons here, so nothing is ever in a RECHARGE_REFUND bill. */
export type BillType = keyof typeof BILL_COLUMNS

type Row = Record<Column, string>

const DAY_MS = 24 * 3_600_000
const PRODUCED_AFTER_MS = 9 * 3_600_000

const KINDS: Record<BillType, BillLine['kind'][]> = {
  ALL: ['payment', 'refund'],
  SUCCESS: ['payment'],
  REFUND: ['refund'],
}

/**
 * Makes the bill of the day that begins at `dayStart` (epoch ms) out of the ledger. Refunds show the state they had when
 * the bill was produced, at 09:00 of the next day.
 * @returns undefined for a day without trades of that type
 */
export function makeBill(world: SimulatorState, dayStart: number, type: BillType): string | undefined {
  const bookings = world.ledger.bookingsWithin(dayStart, dayStart + DAY_MS)
  const lines = billLines(bookings).filter((line) => KINDS[type].includes(line.kind))
  if (lines.length === 0) return undefined
  const producedAt = dayStart + DAY_MS + PRODUCED_AFTER_MS
  return writeBill({
    columns: BILL_COLUMNS[type],
    rows: lines.map((line) => rowOf(world, line, { type, producedAt })),
    summary: summaryOf(lines),
  })
}

function rowOf(world: SimulatorState, line: BillLine, bill: { type: BillType; producedAt: number }): Row {
  const order = world.orders.find(line.outTradeNo)
  const refund = line.outRefundNo === null ? undefined : world.refunds.find(line.outRefundNo)
  if (order === undefined || (line.kind === 'refund' && refund === undefined)) {
    throw new Error(`[wxpay-simulator] the ledger knows an order or refund that is not stored: ${line.outTradeNo}`)
  }
  const paidFen = line.kind === 'payment' ? line.amountFen : 0
  const refundFen = line.kind === 'refund' ? line.amountFen : 0
  const time = bill.type === 'REFUND' ? (order.paidAt ?? line.at) : line.at
  return {
    交易时间: longTime(time),
    公众账号ID: world.merchant.appId,
    商户号: world.merchant.mchId,
    ...orderCells(order),
    交易状态: line.kind === 'payment' ? 'SUCCESS' : 'REFUND',
    应结订单金额: yuan(paidFen),
    代金券金额: yuan(0),
    ...refundCells(world, refund, bill.producedAt),
    退款金额: yuan(refundFen),
    充值券退款金额: yuan(0),
    手续费: yuanOfFee(line.feeFen),
    费率: `${(world.settings.feeRatePerMille / 10).toFixed(2)}%`,
    订单金额: yuan(paidFen),
    申请退款金额: yuan(refundFen),
    费率备注: '',
  }
}

function orderCells(order: Order) {
  return {
    特约商户号: '0',
    设备号: order.deviceInfo,
    微信订单号: order.transactionId ?? '',
    商户订单号: order.outTradeNo,
    用户标识: order.openid,
    交易类型: 'JSAPI',
    付款银行: order.bankType ?? '',
    货币种类: 'CNY',
    商品名称: order.body,
    商户数据包: order.attach,
  }
}

function refundCells(world: SimulatorState, refund: Refund | undefined, producedAt: number) {
  if (refund === undefined) {
    return { 退款申请时间: '', 退款成功时间: '', 微信退款单号: '0', 商户退款单号: '0', 退款类型: '', 退款状态: '' }
  }
  const state = world.refunds.stateBefore(refund.outRefundNo, producedAt)
  return {
    退款申请时间: longTime(refund.acceptedAt),
    退款成功时间: state?.status === 'SUCCESS' ? longTime(state.at) : '',
    微信退款单号: refund.refundId,
    商户退款单号: refund.outRefundNo,
    退款类型: 'ORIGINAL',
    退款状态: state?.status ?? 'PROCESSING',
  }
}

function summaryOf(lines: readonly BillLine[]): [title: string, value: string][] {
  const sum = (amount: (line: BillLine) => number) => lines.reduce((total, line) => total + amount(line), 0)
  const paid = yuan(sum((line) => (line.kind === 'payment' ? line.amountFen : 0)))
  const refunded = yuan(sum((line) => (line.kind === 'refund' ? line.amountFen : 0)))
  return [
    ['总交易单数', String(lines.length)],
    ['应结订单总金额', paid],
    ['退款总金额', refunded],
    ['充值券退款总金额', yuan(0)],
    ['手续费总金额', yuanOfFee(sum((line) => line.feeFen))],
    ['订单总金额', paid],
    ['申请退款总金额', refunded],
  ]
}
