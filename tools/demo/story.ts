import type { OrderView } from '@stack/contract'
import type { Phone, Stack } from '@stack/local-stack'
import type { SimulatorEvent } from 'wxpay-simulator'
import { showBeijingTime } from './beijing-noon.ts'
import type { KeptLogs } from './keep-logs.ts'
import { expectSame, fact, masked, money, quote, step } from './tell.ts'
import type { EventWatch } from './watch-events.ts'

type GatewayCall = Extract<SimulatorEvent, { kind: 'gateway' }>

/** Everybody who takes part. */
export interface Cast {
  stack: Stack
  events: EventWatch
  logs: KeptLogs
  buyer: Phone
  merchant: Phone
}

/** The answer of a call that must succeed here. */
export function granted<Answer extends { ok: boolean }>(what: string, answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`[demo] ${what} was refused: ${JSON.stringify(answer)}`)
  return answer as Extract<Answer, { ok: true }>
}

const at = (path: string) => (event: GatewayCall) => event.path === path

function element(xml: string, name: string): string {
  return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(xml)?.[1] ?? ''
}

export async function makeOrder({ buyer }: Cast): Promise<OrderView> {
  step('买家下单', 'the buyer makes an order')
  const lines = [
    { productId: 'tea-longjing', quantity: 1 },
    { productId: 'cup-celadon', quantity: 2 },
  ]
  const { order } = granted('create-order', await buyer.call('create-order', { requestId: 'demo-order-0001', lines }))
  fact('sent', `create-order ${JSON.stringify(lines)}（不含价格 / no prices）`)
  for (const line of order.lines)
    fact('from catalogue', `${line.title} × ${line.quantity}, ${money(line.priceFen)} each`)
  fact('total', money(order.totalFen))
  fact('out_trade_no', order.outTradeNo)
  expectSame('total', order.totalFen, 12_800 + 2 * 4_500)
  return order
}

export async function pay({ buyer, events, logs }: Cast, { outTradeNo, totalFen }: OrderView): Promise<void> {
  step('云函数统一下单', 'the function places the unified order')
  const { payment } = granted('unified-order', await buyer.call('unified-order', { outTradeNo }))
  const call = await events.next('gateway', 'the unified order', at('/pay/unifiedorder'))
  fact('POST', call.path)
  fact('string to sign', '（密钥已隐去 / key masked）')
  quote(masked(call.textToSign ?? ''))
  fact('request', '')
  quote(masked(call.requestBody))
  fact('answer', '')
  quote(call.responseBody)

  step('买家在收银台付款', 'the buyer pays at the cashier (wx.requestPayment)')
  const sheet = await buyer.cashier(payment, 'inspect')
  fact('cashier shows', `${sheet.payee}  ${money(sheet.totalFee ?? 0)}  ${sheet.body}`)
  expectSame('amount at the cashier', sheet.totalFee, totalFen)
  const { errMsg } = await buyer.cashier(payment, 'pay')
  fact('cashier says', errMsg)
  expectSame('errMsg', errMsg, 'requestPayment:ok')

  step('支付通知到达，验签入账', 'the payment notification arrives, is verified and booked')
  const notice = await events.next('notification', 'the payment notification', (event) => event.notification === 'pay')
  fact('POST', notice.url)
  quote(masked(notice.requestBody))
  fact('answered', `HTTP ${notice.status}  ${notice.answer}`)
  expectSame('acknowledged', notice.acknowledged, 1)
  fact('pay-notify says', logs.said('pay-notify', 'order paid'))

  step('订单已支付', 'the order is paid')
  const { order } = granted('get-order', await buyer.call('get-order', { outTradeNo }))
  expectSame('state', order.state, 'paid')
  fact('state', `${order.state}, ${showBeijingTime(order.paidAt ?? 0)} (Beijing)`)
  for (const { at, type } of order.timeline) fact('', `${showBeijingTime(at)}  ${type}`)
}

async function advanceRefund(
  { stack, events, logs, buyer }: Cast,
  outTradeNo: string,
  refundId: string,
): Promise<void> {
  step(
    '退款到账，退款通知解密，再以 refundquery 确认',
    'the refund notification is decrypted and confirmed by refundquery',
  )
  await stack.clock.advance(60_000)
  const notice = await events.next(
    'notification',
    'the refund notification',
    (event) => event.notification === 'refund',
  )
  fact('POST', notice.url)
  quote(masked(notice.requestBody))
  fact('refund-notify', logs.said('refund-notify', 'refund notification decrypted'))
  const query = await events.next(
    'gateway',
    'the refund query',
    (event) => event.path === '/pay/refundquery' && element(event.requestBody, 'out_refund_no') === refundId,
  )
  fact(
    'refundquery',
    `refund_status_0=${element(query.responseBody, 'refund_status_0')} refund_fee_0=${element(query.responseBody, 'refund_fee_0')}`,
  )
  fact('answered', `HTTP ${notice.status}  ${notice.answer}`)
  expectSame('acknowledged', notice.acknowledged, 1)
  const { order } = granted('get-order', await buyer.call('get-order', { outTradeNo }))
  const refund = order.refunds.find((one) => one.refundId === refundId)
  expectSame('refund state', refund?.state, 'succeeded')
  fact('refund', `${refundId} ${refund?.state}, ${money(refund?.amountFen ?? 0)} → ${refund?.receivedBy}`)
  fact('order', `已退 refunded ${money(order.refundedFen)}, 可退 refundable ${money(order.refundableFen)}`)
}

async function seeRefundSent({ stack, events }: Cast, refundId: string): Promise<void> {
  const call = await events.next(
    'gateway',
    'the refund',
    (event) => event.path === '/secapi/pay/refund' && element(event.requestBody, 'out_refund_no') === refundId,
  )
  fact('POST', `${call.path}  双向 TLS / mTLS，商户证书 / client certificate CN=${call.clientCertificate}`)
  expectSame('certificate', call.clientCertificate, stack.simulator.merchant.mchId)
  fact(
    'out_refund_no',
    `${refundId}  refund_fee=${element(call.requestBody, 'refund_fee')} of total_fee=${element(call.requestBody, 'total_fee')}`,
  )
  fact(
    'accepted',
    `result_code=${element(call.responseBody, 'result_code')} refund_id=${element(call.responseBody, 'refund_id')}`,
  )
}

export async function refundInPart(cast: Cast, { outTradeNo }: OrderView): Promise<void> {
  const { buyer, merchant } = cast
  step('买家申请部分退款', 'the buyer asks for a part back')
  const wanted = { requestId: 'demo-refund-0001', outTradeNo, amountFen: 4_500, reason: '杯子少发一只' }
  const { refund } = granted('request-refund', await buyer.call('request-refund', wanted))
  fact('refund', `${refund.refundId} ${refund.state}, ${money(refund.amountFen)}，${refund.reason}`)
  expectSame('state', refund.state, 'waiting')

  step('商家同意，带证书调用退款', 'the merchant approves; the refund goes out with the certificate')
  const { refundId } = refund
  const approved = granted('refund', await merchant.call('refund', { outTradeNo, refundId }))
  await seeRefundSent(cast, refundId)
  fact('refund', `${refundId} ${approved.refund.state}`)
  expectSame('state', approved.refund.state, 'processing')
  await advanceRefund(cast, outTradeNo, refundId)
}

export async function refundTheRest(cast: Cast, { outTradeNo, totalFen }: OrderView): Promise<void> {
  step('商家不经申请，退回余款', 'the merchant refunds the rest without a request')
  const wanted = { outTradeNo, amountFen: totalFen - 4_500, reason: '全部退货', requestId: 'demo-refund-0002' }
  const { refund } = granted('refund', await cast.merchant.call('refund', wanted))
  await seeRefundSent(cast, refund.refundId)
  expectSame('state', refund.state, 'processing')
  await advanceRefund(cast, outTradeNo, refund.refundId)
}
