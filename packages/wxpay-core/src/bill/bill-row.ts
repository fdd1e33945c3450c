import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { parseBeijingTime } from '../time/beijing-time.ts'
import type { BillLine } from './bill-line.ts'
import type { ColumnName } from './columns.ts'
import { readDecimal } from './read-decimal.ts'

/** The refund of a bill's row. Amounts in fen. */
export interface BillRefund {
  refundId: string
  outRefundNo: string
  /** Requested amount (申请退款金额). */
  refundFee: number
  /** Amount settled with the merchant (退款金额). */
  settlementRefundFee: number
  couponRefundFee: number
  refundType: string
  /** As of the making of the bill; never updated. */
  refundStatus: string
  /** Epoch ms; only in bills of type REFUND. */
  createTime?: number
  successTime?: number
}

/** A payment or a refund in a bill. Amounts in fen. */
export interface BillRow {
  /** Time of the payment, or of the refund's application; epoch ms. */
  tradeTime: number
  appId: string
  mchId: string
  subMchId: string
  deviceInfo: string
  transactionId: string
  outTradeNo: string
  openid: string
  tradeType: string
  /** SUCCESS for a payment, REFUND (or REVOKED) for a refund. */
  tradeState: string
  bankType: string
  feeType: string
  /** The order's amount (订单金额); 0 in the row of a refund. */
  totalFee: number
  settlementTotalFee: number
  couponFee: number
  /** Fee of WeChat (手续费), in 0.00001 yuan; below zero for a refunded fee. */
  serviceFee: number
  /** As printed: `0.60%`. */
  rate: string
  rateRemark: string
  body: string
  attach: string
  /** Absent in the row of a payment. */
  refund?: BillRefund
}

/** Places of 手续费; the other amounts have two. */
const SERVICE_FEE_PLACES = 5

function cell(line: BillLine, name: ColumnName): string {
  return line.cell(name)
}

function converted<T>(line: BillLine, name: ColumnName, value: T | undefined): T {
  if (value !== undefined) return value
  throw new WxPayError('BILL_FORMAT', `line ${line.number} of the bill: ${name} is ${formatValue(cell(line, name))}`)
}

function amount(line: BillLine, name: ColumnName, places = 2): number {
  return converted(line, name, readDecimal(cell(line, name), places))
}

function moment(line: BillLine, name: ColumnName): number {
  return converted(line, name, parseBeijingTime(cell(line, name)))
}

/** Reads one line. @throws WxPayError BILL_FORMAT */
export function readBillRow(line: BillLine): BillRow {
  const row: BillRow = {
    tradeTime: moment(line, 'tradeTime'),
    appId: cell(line, 'appId'),
    mchId: cell(line, 'mchId'),
    subMchId: cell(line, 'subMchId'),
    deviceInfo: cell(line, 'deviceInfo'),
    transactionId: cell(line, 'transactionId'),
    outTradeNo: cell(line, 'outTradeNo'),
    openid: cell(line, 'openid'),
    tradeType: cell(line, 'tradeType'),
    tradeState: cell(line, 'tradeState'),
    bankType: cell(line, 'bankType'),
    feeType: cell(line, 'feeType'),
    totalFee: amount(line, 'totalFee'),
    settlementTotalFee: amount(line, 'settlementTotalFee'),
    couponFee: amount(line, 'couponFee'),
    serviceFee: amount(line, 'serviceFee', SERVICE_FEE_PLACES),
    rate: cell(line, 'rate'),
    rateRemark: cell(line, 'rateRemark'),
    body: cell(line, 'body'),
    attach: cell(line, 'attach'),
  }
  // Bills of type ALL print 0 where a payment has no refund.
  return ['', '0'].includes(cell(line, 'refundId')) ? row : { ...row, refund: readRefund(line) }
}

function readRefund(line: BillLine): BillRefund {
  const refund: BillRefund = {
    refundId: cell(line, 'refundId'),
    outRefundNo: cell(line, 'outRefundNo'),
    refundFee: amount(line, 'refundFee'),
    settlementRefundFee: amount(line, 'settlementRefundFee'),
    couponRefundFee: amount(line, 'couponRefundFee'),
    refundType: cell(line, 'refundType'),
    refundStatus: cell(line, 'refundStatus'),
  }
  if (cell(line, 'refundCreateTime') !== '') refund.createTime = moment(line, 'refundCreateTime')
  if (cell(line, 'refundSuccessTime') !== '') refund.successTime = moment(line, 'refundSuccessTime')
  return refund
}
