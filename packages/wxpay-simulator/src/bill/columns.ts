/** Titles of the columns of a bill of type ALL. @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040 */
const ALL = [
  ...[
    '交易时间',
    '公众账号ID',
    '商户号',
    '特约商户号',
    '设备号',
    '微信订单号',
    '商户订单号',
    '用户标识',
    '交易类型',
    '交易状态',
  ],
  ...[
    '付款银行',
    '货币种类',
    '应结订单金额',
    '代金券金额',
    '微信退款单号',
    '商户退款单号',
    '退款金额',
    '充值券退款金额',
  ],
  ...['退款类型', '退款状态', '商品名称', '商户数据包', '手续费', '费率', '订单金额', '申请退款金额', '费率备注'],
] as const

/** A title of the three bills. */
export type Column = (typeof ALL)[number] | '退款申请时间' | '退款成功时间'

const REFUND_ONLY: readonly Column[] = ALL.slice(14, 20)
const SUCCESS: readonly Column[] = ALL.filter((column) => !REFUND_ONLY.includes(column) && column !== '申请退款金额')
const REFUND: readonly Column[] = [...ALL.slice(0, 14), '退款申请时间', '退款成功时间', ...ALL.slice(14)]

/** The bills that can be asked for. */
export const BILL_COLUMNS = { ALL, SUCCESS, REFUND } as const
