import { compactTime } from '../shared/beijing-time.ts'
import { type Order, tradeStateOf } from '../store/orders.ts'
import type { Field } from '../wire/write-xml.ts'
import type { Endpoint } from './endpoint.ts'
import { COMMON_FIELDS } from './field.ts'
import { findOrder, refuseWithoutAny } from './find-order.ts'

/** Tells an order's state. @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985 */
export const orderquery: Endpoint = {
  path: '/pay/orderquery',
  needsCertificate: false,
  layout: 'signed-last',
  faults: 'payment',
  fields: [
    ...COMMON_FIELDS,
    { name: 'transaction_id', max: 32 },
    { name: 'out_trade_no', max: 32 },
    { name: 'version', max: 32 },
  ],
  answer(world, parameters) {
    const refused = refuseWithoutAny(parameters, ['transaction_id', 'out_trade_no'])
    if (refused !== undefined) return refused
    const order = findOrder(world, parameters)
    if (order === undefined) return { errCode: 'ORDERNOTEXIST', errCodeDes: 'order not exist' }
    return { fields: fieldsOf(order, world.now()) }
  },
}

/** Each state has elements of its own. */
function fieldsOf(order: Order, now: number): Field[] {
  const state = tradeStateOf(order, now)
  switch (state) {
    case 'NOTPAY':
      return [
        ['device_info', order.deviceInfo],
        ['trade_state', state],
        ['total_fee', order.totalFen],
        ['out_trade_no', order.outTradeNo],
        ['trade_state_desc', '订单未支付'],
      ]
    case 'CLOSED':
      return [
        ['trade_state', state],
        ['out_trade_no', order.outTradeNo],
        ['attach', order.attach],
        ['trade_state_desc', '订单已关闭'],
      ]
    case 'SUCCESS':
      return paidFields(order, state, '支付成功')
    case 'REFUND':
      return paidFields(order, state, '订单发生过退款，退款详情请查询退款单')
  }
}

function paidFields(order: Order, state: string, description: string): Field[] {
  return [
    ['openid', order.openid],
    ['is_subscribe', 'N'],
    ...(order.deviceInfo === '' ? [] : [['device_info', order.deviceInfo] as const]),
    ['trade_type', 'JSAPI'],
    ['trade_state', state],
    ['bank_type', order.bankType ?? ''],
    ['total_fee', order.totalFen],
    ['fee_type', 'CNY'],
    ['cash_fee', order.totalFen],
    ['cash_fee_type', 'CNY'],
    ['transaction_id', order.transactionId ?? ''],
    ['out_trade_no', order.outTradeNo],
    ['attach', order.attach],
    ['time_end', compactTime(order.paidAt ?? 0)],
    ['trade_state_desc', description],
  ]
}
