/** The bills of downloadBill: all trades, paid orders, refunds. */
export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'

/** Contents of the columns, by their headers. WeChat has appended columns over the years, so they are found by name. */
export const columns = {
  交易时间: 'tradeTime',
  公众账号ID: 'appId',
  商户号: 'mchId',
  特约商户号: 'subMchId',
  设备号: 'deviceInfo',
  微信订单号: 'transactionId',
  商户订单号: 'outTradeNo',
  用户标识: 'openid',
  交易类型: 'tradeType',
  交易状态: 'tradeState',
  付款银行: 'bankType',
  货币种类: 'feeType',
  应结订单金额: 'settlementTotalFee',
  代金券金额: 'couponFee',
  退款申请时间: 'refundCreateTime',
  退款成功时间: 'refundSuccessTime',
  微信退款单号: 'refundId',
  商户退款单号: 'outRefundNo',
  退款金额: 'settlementRefundFee',
  充值券退款金额: 'couponRefundFee',
  退款类型: 'refundType',
  退款状态: 'refundStatus',
  商品名称: 'body',
  商户数据包: 'attach',
  手续费: 'serviceFee',
  费率: 'rate',
  订单金额: 'totalFee',
  申请退款金额: 'refundFee',
  费率备注: 'rateRemark',
} as const

/** Name of a column in this package. */
export type ColumnName = (typeof columns)[keyof typeof columns]

const timesOfRefund: readonly ColumnName[] = ['refundCreateTime', 'refundSuccessTime']
const ofRefund: readonly ColumnName[] = [
  'refundId',
  'outRefundNo',
  'settlementRefundFee',
  'couponRefundFee',
  'refundType',
  'refundStatus',
  'refundFee',
]
const all = Object.values(columns)

/** The columns that a bill of this type must have. */
export const columnsOf: Record<BillType, readonly ColumnName[]> = {
  ALL: all.filter((name) => !timesOfRefund.includes(name)),
  SUCCESS: all.filter((name) => !timesOfRefund.includes(name) && !ofRefund.includes(name)),
  REFUND: all,
}

/** Columns of the bill's summary, by their headers. */
export const summaryColumns = {
  总交易单数: 'count',
  应结订单总金额: 'settlementTotalFee',
  退款总金额: 'settlementRefundFee',
  充值券退款总金额: 'couponRefundFee',
  手续费总金额: 'serviceFee',
  订单总金额: 'totalFee',
  申请退款总金额: 'refundFee',
} as const
