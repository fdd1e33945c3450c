import { feeBackOf } from '../ledger/fee.ts'
import { makeRefundId } from '../shared/identifiers.ts'
import { type Order, tradeStateOf } from '../store/orders.ts'
import { planOf, type Refund } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { Field } from '../wire/write-xml.ts'
import type { Endpoint, Outcome, Parameters } from './endpoint.ts'
import { amountField, COMMON_FIELDS, FORMATS, oneOf } from './field.ts'
import { findOrder, refuseWithoutAny } from './find-order.ts'
import { isProductionNotifyUrl } from './notify-url.ts'

const LONGEST_AGE_MS = 365 * 24 * 3_600_000
const MOST_REFUNDS = 50
const ACCOUNTS = ['REFUND_SOURCE_UNSETTLED_FUNDS', 'REFUND_SOURCE_RECHARGE_FUNDS']

/** Accepts a refund. @see https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4 */
export const refund: Endpoint = {
  path: '/secapi/pay/refund',
  needsCertificate: true,
  layout: 'classic',
  faults: 'payment',
  fields: [
    ...COMMON_FIELDS,
    { name: 'transaction_id', max: 32 },
    { name: 'out_trade_no', max: 32 },
    { name: 'out_refund_no', required: true, max: 64, format: FORMATS.refundNumber },
    amountField('total_fee', '订单金额'),
    amountField('refund_fee', '退款金额'),
    { name: 'refund_fee_type', max: 8, format: oneOf('CNY') },
    { name: 'refund_desc', max: 80 },
    { name: 'refund_account', max: 30, format: oneOf(...ACCOUNTS) },
    { name: 'notify_url', max: 256, format: FORMATS.url },
    { name: 'op_user_id', max: 32 },
    { name: 'device_info', max: 32 },
  ],
  answer(world, parameters, peer) {
    if (peer.commonName !== world.merchant.mchId) return { errCode: 'CERT_ERROR', errCodeDes: '证书校验错误' }
    const unnamed = refuseWithoutAny(parameters, ['transaction_id', 'out_trade_no'])
    if (unnamed !== undefined) return unnamed
    if (!/^(?:\d{28}|\d{32})?$/.test(parameters.get('transaction_id') ?? '')) {
      return { errCode: 'INVALID_TRANSACTIONID', errCodeDes: '无效transaction_id' }
    }
    const notifyUrl = parameters.get('notify_url')
    if (world.settings.productionNotifyUrls && notifyUrl !== undefined && !isProductionNotifyUrl(notifyUrl)) {
      return { returnMsg: 'notify_url参数格式错误' }
    }
    return refundOrder(world, parameters, findOrder(world, parameters))
  },
}

function refundOrder(world: SimulatorState, parameters: Parameters, order: Order | undefined): Outcome {
  const state = order === undefined ? 'NOTPAY' : tradeStateOf(order, world.now())
  if (state === 'CLOSED') return { errCode: 'ERROR', errCodeDes: '订单已关闭' }
  if (order === undefined || state === 'NOTPAY') return { errCode: 'ORDERNOTEXIST', errCodeDes: '订单不存在' }
  const refundFen = Number(parameters.get('refund_fee'))
  const totalFen = Number(parameters.get('total_fee'))
  if (totalFen !== order.totalFen) return MISMATCH
  const same = world.refunds.find(parameters.get('out_refund_no') ?? '')
  if (same !== undefined) {
    const repeats = same.outTradeNo === order.outTradeNo && same.refundFen === refundFen
    return repeats ? { fields: acceptedFields(order, same) } : MISMATCH
  }
  const made = makeRefund(world, parameters, order, refundFen)
  const refused = refuseAmount(world, order, made)
  if (refused !== undefined) return refused
  accept(world, made)
  return { fields: acceptedFields(order, made) }
}

/** A result_code FAIL of a refund. */
type RefundRefusal = Extract<Outcome, { errCode: string }>

const MISMATCH: Outcome = { errCode: 'REFUND_FEE_MISMATCH', errCodeDes: '订单金额或退款金额不一致' }

/** Refuses what is beyond the limits, in the order in which they are looked at. */
export function refuseAmount(world: SimulatorState, order: Order, made: Refund): RefundRefusal | undefined {
  if (made.refundFen < 1) return { errCode: 'PARAM_ERROR', errCodeDes: 'invalid refund_fee' }
  if (made.acceptedAt - (order.paidAt ?? 0) > LONGEST_AGE_MS) {
    return { errCode: 'TRADE_OVERDUE', errCodeDes: '订单已经超过退款期限' }
  }
  const before = world.refunds.totals(order.outTradeNo)
  if (before.refundedFen === order.totalFen) return { errCode: 'ERROR', errCodeDes: '订单已全额退款' }
  if (before.count >= MOST_REFUNDS) return { errCode: 'ERROR', errCodeDes: '每个支付订单的部分退款次数不能超过50次' }
  if (before.refundedFen + made.refundFen > order.totalFen) {
    return { errCode: 'ERROR', errCodeDes: '可退款的余额不足' }
  }
  // The fee comes back together with the refund, so it counts: a refund right after the payment needs no top-up.
  if (world.ledger.balance('merchant') + made.feeBackFen < made.refundFen) {
    return { errCode: 'NOTENOUGH', errCodeDes: '基本账户余额不足，请充值后重新发起' }
  }
  return undefined
}

/** Makes a refund of an order, not accepted yet. */
export function makeRefund(world: SimulatorState, parameters: Parameters, order: Order, refundFen: number): Refund {
  const now = world.now()
  const before = world.refunds.totals(order.outTradeNo)
  return {
    outRefundNo: parameters.get('out_refund_no') ?? '',
    refundId: makeRefundId(now, world.random),
    outTradeNo: order.outTradeNo,
    refundFen,
    feeBackFen: feeBackOf({
      totalFen: order.totalFen,
      feeFen: world.ledger.feeOfOrder(order.outTradeNo),
      refundedBeforeFen: before.refundedFen,
      feeBackBeforeFen: before.feeBackFen,
      refundFen,
    }),
    account: parameters.get('refund_account') ?? 'REFUND_SOURCE_UNSETTLED_FUNDS',
    notifyUrl: parameters.get('notify_url') ?? '',
    acceptedAt: now,
    settleAt: now + world.settings.refundDelayMs,
    outcome: 'SUCCESS',
    status: 'PROCESSING',
    settledAt: null,
    receivedBy: 'buyer',
    source: 'API',
  }
}

/** Reserves the money: from now on it is neither the merchant's nor the buyer's. */
export function accept(world: SimulatorState, made: Refund): void {
  const { refundFen, feeBackFen, acceptedAt, outTradeNo, outRefundNo } = made
  world.refunds.insert({ ...made, ...planOf(world.plannedOutcomes.shift() ?? 'SUCCESS') })
  world.orders.markRefunded(outTradeNo, acceptedAt)
  world.ledger.book({
    at: acceptedAt,
    kind: 'refund',
    outTradeNo,
    outRefundNo,
    amounts: { merchant: feeBackFen - refundFen, fees: -feeBackFen, refunding: refundFen },
  })
}

function acceptedFields(order: Order, accepted: Refund): Field[] {
  return [
    ['transaction_id', order.transactionId ?? ''],
    ['out_trade_no', order.outTradeNo],
    ['out_refund_no', accepted.outRefundNo],
    ['refund_id', accepted.refundId],
    ['refund_channel', ''],
    ['refund_fee', accepted.refundFen],
    ['coupon_refund_fee', 0],
    ['total_fee', order.totalFen],
    ['cash_fee', order.totalFen],
    ['coupon_refund_count', 0],
    ['cash_refund_fee', accepted.refundFen],
  ]
}
