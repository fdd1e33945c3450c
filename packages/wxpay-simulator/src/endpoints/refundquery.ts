import { longTime } from '../shared/beijing-time.ts'
import { receivingAccount } from '../store/refund-account.ts'
import type { Refund } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { Field } from '../wire/write-xml.ts'
import type { Endpoint, Outcome, Parameters } from './endpoint.ts'
import { COMMON_FIELDS, FORMATS } from './field.ts'
import { findOrder, refuseWithoutAny } from './find-order.ts'

const NAMES = ['refund_id', 'out_refund_no', 'transaction_id', 'out_trade_no']
const PAGE_SIZE = 10
const MOST_BY_ORDER = 20

/** Tells the state of refunds. @see https://pay.weixin.qq.com/doc/v2/partner/4011984092 */
export const refundquery: Endpoint = {
  path: '/pay/refundquery',
  needsCertificate: false,
  layout: 'alphabetical',
  faults: 'payment',
  fields: [
    ...COMMON_FIELDS,
    { name: 'refund_id', max: 32 },
    { name: 'out_refund_no', max: 64 },
    { name: 'transaction_id', max: 32 },
    { name: 'out_trade_no', max: 32 },
    { name: 'offset', max: 10, format: FORMATS.digits },
    { name: 'device_info', max: 32 },
  ],
  answer(world, parameters) {
    const refused = refuseWithoutAny(parameters, NAMES)
    if (refused !== undefined) return refused
    const one = findRefund(world, parameters)
    const refunds = one ? [one] : refundsOfOrder(world, parameters)
    const first = refunds[0]
    if (first === undefined) return { errCode: 'REFUNDNOTEXIST', errCodeDes: 'not exist' }
    if (refunds.length > MOST_BY_ORDER) {
      return { errCode: 'PARAM_ERROR', errCodeDes: '部分退款超过20笔，请使用退款单号查询' }
    }
    return pageOf(world, parameters, refunds, first)
  },
}

function findRefund(world: SimulatorState, parameters: Parameters): Refund | undefined {
  const refundId = parameters.get('refund_id')
  return refundId === undefined
    ? world.refunds.find(parameters.get('out_refund_no') ?? '')
    : world.refunds.findById(refundId)
}

function refundsOfOrder(world: SimulatorState, parameters: Parameters): Refund[] {
  if (parameters.has('refund_id') || parameters.has('out_refund_no')) return []
  const order = findOrder(world, parameters)
  return order === undefined ? [] : world.refunds.ofOrder(order.outTradeNo)
}

function pageOf(world: SimulatorState, parameters: Parameters, refunds: Refund[], first: Refund): Outcome {
  const order = world.orders.find(first.outTradeNo)
  const offset = Number(parameters.get('offset') ?? 0)
  const page = refunds.slice(offset, offset + PAGE_SIZE)
  if (order === undefined || page.length === 0) return { errCode: 'REFUNDNOTEXIST', errCodeDes: 'not exist' }
  return {
    fields: [
      ['transaction_id', order.transactionId ?? ''],
      ['out_trade_no', order.outTradeNo],
      ['total_fee', String(order.totalFen)],
      ['cash_fee', String(order.totalFen)],
      ['refund_count', page.length],
      ['refund_fee', page.reduce((sum, refund) => sum + refund.refundFen, 0)],
      ...(parameters.has('offset') ? [['total_refund_count', refunds.length] as const] : []),
      ...page.flatMap(refundFields),
    ],
  }
}

function refundFields(refund: Refund, n: number): Field[] {
  return [
    [`out_refund_no_${n}`, refund.outRefundNo],
    [`refund_account_${n}`, refund.account],
    [`refund_channel_${n}`, 'ORIGINAL'],
    [`refund_fee_${n}`, refund.refundFen],
    [`refund_id_${n}`, refund.refundId],
    [`refund_recv_accout_${n}`, receivingAccount(refund, '支付用户的零钱')],
    [`refund_status_${n}`, refund.status],
    ...(refund.status === 'SUCCESS' ? [[`refund_success_time_${n}`, longTime(refund.settledAt ?? 0)] as const] : []),
  ]
}
