import { tradeStateOf } from '../store/orders.ts'
import type { Endpoint, Outcome } from './endpoint.ts'
import { COMMON_FIELDS } from './field.ts'

const CLOSED: Outcome = { fields: [] }

/** Closes an unpaid order. @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985 */
export const closeorder: Endpoint = {
  path: '/pay/closeorder',
  needsCertificate: false,
  layout: 'signed-last',
  faults: 'payment',
  fields: [...COMMON_FIELDS, { name: 'out_trade_no', required: true, max: 32 }],
  answer(world, parameters) {
    const order = world.orders.find(parameters.get('out_trade_no') ?? '')
    if (order === undefined) return CLOSED // the real one answers so for unknown numbers, and remembers nothing
    const now = world.now()
    switch (tradeStateOf(order, now)) {
      case 'SUCCESS':
      case 'REFUND':
        return { errCode: 'ORDERPAID', errCodeDes: 'order paid' }
      case 'CLOSED':
        return CLOSED
      case 'NOTPAY':
        if (now - order.createdAt < world.settings.closeMinAgeMs) {
          return {
            errCode: 'TRADE_STATE_ERROR',
            errCodeDes: '订单生成后不能马上调用关单接口，最短调用时间间隔为5分钟',
          }
        }
        world.orders.markClosed(order.outTradeNo, now)
        return CLOSED
    }
  },
}
