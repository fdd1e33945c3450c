import type { BillType } from '../../src/index.ts'

/**
 * The layout of downloaded bills: byte order mark, CRLF, a header without and rows with back-ticks, two lines of summary.
 * https://pay.weixin.qq.com/doc/v2/merchant/4011985040
 */
const headers: Record<BillType, string> = {
  ALL: '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
  SUCCESS:
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注',
  REFUND:
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
}
const summaryHeader = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

export function csv(billType: BillType, rows: string[], summary: string): string {
  return `\ufeff${[headers[billType], ...rows, summaryHeader, summary].join('\r\n')}\r\n`
}

const row = (fields: string) => fields.replace(/^|,(?! )/g, (comma) => `${comma}\``)
const common = '4200001202202110244160364783,20150806125346,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,JSAPI'
const who = 'wxd930ea5d5a258f4f,10000100,0'

export const payRow = row(
  `2021-10-24 21:31:47,${who},,${common},SUCCESS,OTHERS,CNY,5.66,0.10,0,0,0.00,0.00,,,帽子, 手套,,0.03000,0.60%,5.76,0.00,`,
)
export const refundRow = row(
  `2021-10-24 22:00:00,${who},DEV,${common},REFUND,OTHERS,CNY,0.00,0.00,50000408942018111907145868882,R1,1.40,0.02,ORIGINAL,SUCCESS,帽子, 手套,,-0.01000,0.60%,0.00,1.42,`,
)

export const bills: Record<BillType, string> = {
  ALL: csv('ALL', [payRow, refundRow], '`2,`5.66,`1.40,`0.02,`0.02000,`5.76,`1.42'),
  SUCCESS: csv(
    'SUCCESS',
    [row(`2021-10-24 21:31:47,${who},,${common},SUCCESS,OTHERS,CNY,5.66,0.10,帽子, 手套,,0.03000,0.60%,5.76,`)],
    '`1,`5.66,`0.00,`0.00,`0.03000,`5.76,`0.00',
  ),
  REFUND: csv(
    'REFUND',
    [
      row(
        `2021-10-24 21:31:47,${who},,${common},REFUND,OTHERS,CNY,0.00,0.00,2021-10-24 22:00:00,2021-10-24 22:00:05,50000408942018111907145868882,R1,1.40,0.02,ORIGINAL,SUCCESS,帽子, 手套,,-0.01000,0.60%,0.00,1.42,`,
      ),
    ],
    '`1,`0.00,`1.40,`0.02,`-0.01000,`0.00,`1.42',
  ),
}
