import { parseCompactTime } from '../shared/beijing-time.ts'
import { makePrepayId } from '../shared/identifiers.ts'
import { type Order, tradeStateOf } from '../store/orders.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { Endpoint, Outcome, Parameters } from './endpoint.ts'
import { amountField, COMMON_FIELDS, FORMATS, oneOf } from './field.ts'
import { isProductionNotifyUrl } from './notify-url.ts'
import { isOrderDetail, isSceneInfo } from './order-details.ts'

const SHORTEST_LIFE_MS = 60_000
/** 100,000,000 yuan: sums of many such orders are still exact. */
const MOST_FEN = 10_000_000_000
const OPENID = /^o[\w-]{27}$/
const TRADE_TYPES = ['JSAPI', 'NATIVE', 'APP', 'MWEB']

/** Places an order. @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985 */
export const unifiedorder: Endpoint = {
  path: '/pay/unifiedorder',
  needsCertificate: false,
  layout: 'signed-first',
  faults: 'payment',
  fields: [
    ...COMMON_FIELDS,
    { name: 'device_info', max: 32 },
    { name: 'body', required: true, max: 127 },
    { name: 'detail', max: 6000 },
    { name: 'attach', max: 127 },
    { name: 'out_trade_no', required: true, min: 6, max: 32, format: FORMATS.tradeNumber },
    { name: 'fee_type', max: 16, format: oneOf('CNY') },
    amountField('total_fee', '标价金额'),
    { name: 'spbill_create_ip', required: true, max: 64, format: FORMATS.ip, formatText: 'invalid spbill_create_ip' },
    { name: 'time_start', max: 14, format: FORMATS.time },
    { name: 'time_expire', max: 14, format: FORMATS.time },
    { name: 'goods_tag', max: 32 },
    { name: 'notify_url', required: true, max: 256, format: FORMATS.url },
    { name: 'trade_type', required: true, max: 16, format: oneOf(...TRADE_TYPES) },
    { name: 'product_id', max: 32 },
    { name: 'limit_pay', max: 32, format: oneOf('no_credit') },
    { name: 'openid', max: 128 },
    { name: 'receipt', max: 8, format: oneOf('Y') },
    { name: 'profit_sharing', max: 16, format: oneOf('Y', 'N') },
    { name: 'scene_info', max: 256 },
    // Documented for item promotions, with `detail` and `goods_tag`.
    { name: 'version', max: 32, format: oneOf('1.0') },
  ],
  answer(world, parameters) {
    const refusal = refuseFields(world, parameters)
    if (refusal !== undefined) return refusal
    const value = valueIn(parameters)
    const known = world.orders.find(value('out_trade_no'))
    const refused = known === undefined ? refuseNew(world, parameters) : refuseAgain(world, parameters, known)
    if (refused !== undefined) return refused
    if (known === undefined) world.orders.insert(makeOrder(world, parameters))
    const prepayId = makePrepayId(world.now(), world.random)
    world.orders.insertPrepay({
      prepayId,
      outTradeNo: value('out_trade_no'),
      createdAt: world.now(),
      nonceStr: value('nonce_str'),
    })
    const deviceInfo = value('device_info')
    return {
      fields: [
        ...(deviceInfo === '' ? [] : [['device_info', deviceInfo] as const]),
        ['prepay_id', prepayId],
        ['trade_type', 'JSAPI'],
      ],
    }
  },
}

function valueIn(parameters: Parameters): (name: string) => string {
  return (name) => parameters.get(name) ?? ''
}

/** Checks what depends on more than one element, or on the gateway's state. */
function refuseFields(world: SimulatorState, parameters: Parameters): Outcome | undefined {
  const value = valueIn(parameters)
  if (value('trade_type') !== 'JSAPI') return { returnMsg: '商户号该产品权限未开通，请前往商户平台>产品中心检查后重试' }
  const openid = value('openid')
  if (openid === '') return { returnMsg: 'JSAPI支付必须传openid' }
  const appOfOpenid = world.orders.appOf(openid) ?? world.merchant.appId
  if (!OPENID.test(openid) || appOfOpenid !== world.merchant.appId) return { returnMsg: 'appid and openid not match' }
  if (world.settings.productionNotifyUrls && !isProductionNotifyUrl(value('notify_url'))) {
    return { returnMsg: 'notify_url参数格式错误' }
  }
  const totalFen = Number(value('total_fee'))
  if (totalFen < 1 || totalFen > MOST_FEN) return paramError('total_fee')
  if (value('detail') !== '' && !isOrderDetail(value('detail'))) return paramError('detail')
  if (value('scene_info') !== '' && !isSceneInfo(value('scene_info'))) return paramError('scene_info')
  return undefined
}

const paramError = (name: string): Outcome => ({ errCode: 'PARAM_ERROR', errCodeDes: `invalid ${name}` })

function refuseNew(world: SimulatorState, parameters: Parameters): Outcome | undefined {
  const expireAt = parseCompactTime(parameters.get('time_expire') ?? '')
  if (expireAt !== undefined && expireAt <= world.now()) {
    return { errCode: 'PARAM_ERROR', errCodeDes: 'time_expire已过期' }
  }
  if (expireAt !== undefined && expireAt - world.now() < SHORTEST_LIFE_MS) {
    return { errCode: 'INVALID_REQUEST', errCodeDes: 'time_expire时间过短，刷卡至少1分钟，其他5分钟' }
  }
  return undefined
}

function refuseAgain(world: SimulatorState, parameters: Parameters, order: Order): Outcome | undefined {
  switch (tradeStateOf(order, world.now())) {
    case 'SUCCESS':
    case 'REFUND':
      return { errCode: 'ORDERPAID', errCodeDes: '该订单已支付' }
    case 'CLOSED':
      return { errCode: 'ORDERCLOSED', errCodeDes: '订单已关闭' }
    case 'NOTPAY':
      return order.terms === termsOf(parameters)
        ? undefined
        : { errCode: 'INVALID_REQUEST', errCodeDes: '201 商户订单号重复' }
  }
}

/** The parameters that a repetition has to equal: all but the nonce and the signature over it. */
function termsOf(parameters: Parameters): string {
  const terms = new Map([['sign_type', 'MD5'], ['fee_type', 'CNY'], ...parameters])
  for (const name of ['nonce_str', 'sign']) terms.delete(name)
  return JSON.stringify([...terms].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function makeOrder(world: SimulatorState, parameters: Parameters): Order {
  const value = valueIn(parameters)
  return {
    outTradeNo: value('out_trade_no'),
    createdAt: world.now(),
    openid: value('openid'),
    body: value('body'),
    attach: value('attach'),
    deviceInfo: value('device_info'),
    totalFen: Number(value('total_fee')),
    timeExpireAt: parseCompactTime(value('time_expire')) ?? null,
    notifyUrl: value('notify_url'),
    signType: value('sign_type') === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'MD5',
    terms: termsOf(parameters),
    openedAt: null,
    closedAt: null,
    paidAt: null,
    transactionId: null,
    bankType: null,
    firstRefundAt: null,
  }
}
