import { type Order, type Prepay, tradeStateOf } from '../store/orders.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { sign } from '../wire/sign.ts'

/** Action of the buyer in the cashier; `inspect` only reads it. */
export type CashierAction = 'inspect' | 'pay' | 'cancel' | 'not-enough-money'

/** The parameters of `wx.requestPayment`, plus what WeChat's client knows by itself: the app and who is paying. */
export interface PaymentRequest {
  appId: string
  openid: string
  timeStamp: string
  nonceStr: string
  package: string
  signType?: string
  paySign: string
}

/** An order that the cashier shows, with the prepay_id that led to it. */
export interface OpenedOrder {
  order: Order
  prepay: Prepay
}

/** A refusal in WeChat's words, or the order to be paid. */
export type CheckedPayment = { refused: string } | OpenedOrder

const LIFE_MS = 2 * 3_600_000
const FUTURE_TOLERANCE_MS = 5 * 60_000

const LACKS_TOTAL_FEE = '调用支付JSAPI缺少参数：total_fee'
const BAD_SIGN = '支付验证签名失败'
const REQUIRED = ['appId', 'timeStamp', 'nonceStr', 'package', 'paySign'] as const
const TEXTS = [...REQUIRED, 'signType', 'openid'] as const

/**
 * Checks what `wx.requestPayment` was called with: form, prepay_id, signature, payer, state of the order, in this order.
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011935213
 */
export function checkPayment(
  world: SimulatorState,
  request: Partial<Record<keyof PaymentRequest, unknown>>,
): CheckedPayment {
  const refused = refuseForm(request)
  if (refused !== undefined) return { refused }
  const wellFormed = request as PaymentRequest
  const opened = findOpened(world, wellFormed)
  if (opened === undefined) return { refused: LACKS_TOTAL_FEE }
  const reason =
    refuseSignature(world, wellFormed, opened.order) ??
    refusePayer(wellFormed, opened.order) ??
    refuseState(opened.order, world.now())
  return reason === undefined ? opened : { refused: reason }
}

function refuseForm(request: Partial<Record<keyof PaymentRequest, unknown>>): string | undefined {
  for (const name of TEXTS) {
    const value = request[name]
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return `parameter error: parameter.${name} should be String instead of ${kindOf(value)};`
    }
  }
  const missing = REQUIRED.find((name) => !request[name])
  if (missing !== undefined) return `调用支付JSAPI缺少参数: ${missing}`
  if (!/^\d{10}$/.test(String(request.timeStamp))) return '调用支付JSAPI缺少参数: timeStamp'
  return String(request.nonceStr).length > 32 ? BAD_SIGN : undefined
}

function kindOf(value: unknown): string {
  const name = typeof value
  return Array.isArray(value) ? 'Array' : name.charAt(0).toUpperCase() + name.slice(1)
}

/** An unknown or old prepay_id, one of another app and anything not of the form look the same to the payer. */
function findOpened(world: SimulatorState, request: PaymentRequest): OpenedOrder | undefined {
  const prepayId = /^prepay_id=(\S+)$/.exec(request.package)?.[1]
  const prepay = prepayId === undefined ? undefined : world.orders.findPrepay(prepayId)
  if (prepay === undefined || request.appId !== world.merchant.appId) return undefined
  if (world.now() - prepay.createdAt >= LIFE_MS) return undefined
  const order = world.orders.find(prepay.outTradeNo)
  return order && { order, prepay }
}

/** The algorithm is the order's; a request that names another, or none for HMAC-SHA256, cannot be right. */
function refuseSignature(world: SimulatorState, request: PaymentRequest, order: Order): string | undefined {
  const { appId, timeStamp, nonceStr, package: packed, signType = 'MD5', paySign } = request
  const values = Object.entries({ appId, timeStamp, nonceStr, package: packed, signType })
  const signed = signType === order.signType && paySign === sign(values, world.merchant.apiKey, order.signType)
  const ageMs = world.now() - Number(timeStamp) * 1000
  return signed && ageMs < LIFE_MS && ageMs > -FUTURE_TOLERANCE_MS ? undefined : BAD_SIGN
}

function refusePayer(request: PaymentRequest, order: Order): string | undefined {
  if (request.openid === order.openid) return undefined
  return order.openedAt === null ? '下单账号与支付账号不一致' : '商家订单信息有误，请重新下单支付'
}

function refuseState(order: Order, now: number): string | undefined {
  const state = tradeStateOf(order, now)
  if (state === 'CLOSED') return '订单已关闭'
  if (state !== 'NOTPAY') return '该笔订单已支付'
  const expired = order.timeExpireAt !== null && now >= order.timeExpireAt
  return expired ? '订单已超过商户设置的最晚支付成功时间，请重新发起支付' : undefined
}
