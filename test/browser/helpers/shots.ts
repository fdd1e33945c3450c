import type { ProductView } from '@stack/contract'
import type { Page, Route } from 'playwright-core'
import type { BrowserPhone } from './phone.ts'
import { discrepancyIds, type Scenery } from './scenery.ts'

/** Holds or fails the calls of a phone, so that a state that passes quickly stands still. */
export interface CallGate {
  hold(name?: string): Promise<void>
  fail(): Promise<void>
  open(): Promise<void>
}

/** One picture: a page in one state. */
export interface Shot {
  name: string
  user: 'buyerA' | 'buyerB' | 'merchant' | 'merchantB'
  /** Open pages, bottom first. */
  pages: string[]
  /** What is done before the pages open. */
  before?: (gate: CallGate) => Promise<void>
  /** A text that says that the state is there. */
  see: string
  /** What is done after that, up to the picture. */
  after?: (phone: BrowserPhone, gate: CallGate) => Promise<void>
}

const hold = (gate: CallGate) => gate.hold()
const fail = (gate: CallGate) => gate.fail()

/** Answers nothing, or nothing useful, to the calls of this page. */
export function gateCalls(page: Page): CallGate {
  const open = () => page.unrouteAll({ behavior: 'ignoreErrors' })
  return {
    open,
    async hold(name = '*') {
      await page.route(`**/call/${name}`, () => new Promise(() => undefined))
    },
    async fail() {
      const answer = { errCode: -1, errMsg: 'cloud.callFunction:fail' }
      await page.route('**/call/*', (route) => route.fulfill({ json: { answer } }))
    },
  }
}

const loading = '正在加载'
const noAnswer = '暂时没有响应'

/** Loading and error of a page look alike for everybody. */
const waits = (name: string, user: Shot['user'], page: string, failed = noAnswer): Shot[] => [
  { name: `${name}-loading`, user, pages: [page], before: hold, see: loading },
  { name: `${name}-error`, user, pages: [page], before: fail, see: failed },
]

const shop = 'pages/shop/shop'
const cart = 'pages/cart/cart'
const fillCart = async (phone: BrowserPhone) => {
  await phone.tapNamed('把明前龙井 50g加入购物车')
  await phone.tapNamed('把桂花糕 6枚加入购物车')
  await phone.page.getByText('已加入购物车').waitFor({ state: 'hidden' })
  await phone.tapTab('购物车')
  await phone.see('合计')
}

/** The shop as if others had bought nearly everything, and one product were no longer sold. */
async function sellOut(route: Route) {
  const response = await route.fetch()
  const { answer } = (await response.json()) as { answer: { result: { products: ProductView[] } } }
  const left: Record<string, number> = { 'tea-longjing': 1, 'cake-osmanthus': 0 }
  const products = answer.result.products.flatMap((product) => {
    const stock = left[product.productId]
    return stock === undefined ? [] : [{ ...product, stock }]
  })
  await route.fulfill({ json: { answer: { ...answer, result: { ...answer.result, products } } } })
}

const failToPay = (button: string) => async (phone: BrowserPhone) => {
  await phone.tap(button)
  await phone.cashier.choose('余额不足')
  await phone.cashier.confirm('余额不足')
  await phone.see('确认')
}

/** Every page of the buyer. */
export const buyerShots = (scenery: Scenery): Shot[] => {
  const order = (state: keyof Scenery) => `pages/order/order?outTradeNo=${scenery[state]}`
  const result = (state: keyof Scenery) => `pages/pay-result/pay-result?outTradeNo=${scenery[state]}`
  const syncRefund = `pages/request-refund/request-refund?outTradeNo=${scenery.long}`
  const user = 'buyerA' as const
  const buy = 'pages/checkout/checkout?productId=tea-longjing&quantity=2'
  return [
    ...waits('shop', user, shop),
    { name: 'shop-ready', user: 'buyerB', pages: [shop], see: '小店贴纸' },
    { name: 'shop-notice', user, pages: [shop], see: '小店贴纸' },
    ...waits('product', user, 'pages/product/product?productId=tea-longjing'),
    { name: 'product-ready', user, pages: [shop, 'pages/product/product?productId=tea-longjing'], see: '清明前' },
    { name: 'product-sold-out', user, pages: [shop, 'pages/product/product?productId=sold-out'], see: '已售罄' },
    { name: 'product-empty', user, pages: [shop, 'pages/product/product?productId=none'], see: '商品不存在' },
    { name: 'cart-empty', user, pages: [cart], see: '购物车还是空的' },
    { name: 'cart-ready', user: 'buyerB', pages: [shop], see: '小店贴纸', after: fillCart },
    {
      name: 'cart-problems',
      user: 'buyerB',
      pages: [shop],
      see: '小店贴纸',
      after: async (phone) => {
        await phone.tapNamed('把明前龙井 50g加入购物车')
        await phone.tapNamed('把青瓷品茗杯加入购物车')
        await fillCart(phone)
        await phone.page.route('**/call/list-products', sellOut)
        await phone.tapTab('商店')
        await phone.tapTab('购物车')
        await phone.see('已售罄')
      },
    },
    ...waits('checkout', user, buy),
    { name: 'checkout-ready', user, pages: [shop, buy], see: '提交并支付' },
    {
      name: 'checkout-busy',
      user,
      pages: [shop, buy],
      see: '提交并支付',
      after: async (phone, gate) => {
        await gate.hold('create-order')
        await phone.tap('提交并支付')
      },
    },
    { name: 'pay-result-asking', user, pages: [result('unpaid')], before: hold, see: loading },
    { name: 'pay-result-paid', user, pages: [result('paid')], see: '支付成功' },
    { name: 'pay-result-confirming', user, pages: [result('unpaid')], see: '尚未支付', after: failToPay('继续支付') },
    { name: 'pay-result-unpaid', user, pages: [result('unpaid')], see: '尚未支付' },
    { name: 'pay-result-closed', user, pages: [result('cancelled')], see: '订单已关闭' },
    { name: 'pay-result-error', user, pages: [result('paid')], before: fail, see: '暂时查不到' },
    ...waits('orders', user, 'pages/orders/orders'),
    { name: 'orders-ready', user, pages: ['pages/orders/orders'], see: '去支付' },
    { name: 'orders-empty', user: 'buyerB', pages: ['pages/orders/orders'], see: '去商店逛逛' },
    ...waits('order', user, order('paid')),
    ...(
      [
        'unpaid',
        'cancelled',
        'expired',
        'paid',
        'long',
        'collected',
        'asked',
        'decided',
        'refused',
        'abnormal',
        'returned',
        'twice',
        'refunded',
        'abandoned',
        'settled',
        'closed',
      ] as const
    ).map((state) => ({ name: `order-${state}`, user, pages: [shop, order(state)], see: '款项记录' })),
    {
      name: 'order-cashier',
      user,
      pages: [shop, order('unpaid')],
      see: '款项记录',
      after: async (phone) => {
        await phone.tap('去支付')
        await phone.cashier.see('请输入支付密码')
      },
    },
    { name: 'order-confirming', user, pages: [shop, order('unpaid')], see: '款项记录', after: failToPay('去支付') },
    {
      name: 'order-payment-failed',
      user,
      pages: [shop, order('unpaid')],
      see: '款项记录',
      after: async (phone) => {
        await failToPay('去支付')(phone)
        await phone.seeOver('支付未完成')
      },
    },
    {
      name: 'order-cancel-dialog',
      user,
      pages: [shop, order('unpaid')],
      see: '款项记录',
      after: async (phone) => {
        await phone.tap('取消订单')
        await phone.seeOver('确定取消吗')
      },
    },
    { name: 'order-stranger', user: 'buyerB', pages: [shop, order('paid')], see: '没有找到这笔订单' },
    ...waits('request-refund', user, syncRefund),
    { name: 'request-refund-whole', user, pages: [shop, syncRefund], see: '可退金额' },
    {
      name: 'request-refund-problems',
      user,
      pages: [shop, syncRefund],
      see: '可退金额',
      after: async (phone) => {
        await phone.tap('部分退款')
        await phone.write('¥', '99999')
        await phone.tap('提交申请')
      },
    },
    {
      name: 'request-refund-empty',
      user,
      pages: [shop, syncRefund.replace(scenery.long, scenery.refunded)],
      see: '没有可退',
    },
    ...waits('me', user, 'pages/me/me'),
    { name: 'me-ready', user, pages: ['pages/me/me'], see: '微信用户' },
    {
      name: 'me-merchant',
      user: 'merchant',
      pages: ['pages/me/me'],
      see: '商家中心',
      after: (phone) => phone.top.locator('.t-badge__count').last().waitFor(),
    },
  ]
}

/** Every page of the merchant. */
export const merchantShots = (scenery: Scenery): Shot[] => {
  const user = 'merchant' as const
  const me = 'pages/me/me'
  const orders = 'merchant/orders/orders'
  const workbench = 'merchant/refund-desk/refund-desk'
  const discrepancies = 'merchant/discrepancies/discrepancies'
  const discrepancy = (id: keyof typeof discrepancyIds) =>
    `merchant/discrepancy/discrepancy?discrepancyId=${discrepancyIds[id]}`
  const order = (state: keyof Scenery) => `merchant/order/order?outTradeNo=${scenery[state]}`
  const refund = (state: keyof Scenery, id: keyof Scenery) =>
    `merchant/refund/refund?outTradeNo=${scenery[state]}&refundId=${scenery[id]}`
  return [
    ...waits('merchant-orders', user, orders),
    { name: 'merchant-orders-ready', user, pages: [me, orders], see: '已付款' },
    { name: 'merchant-orders-stranger', user: 'buyerB', pages: [me, orders], see: '此功能仅对商家开放' },
    {
      name: 'merchant-orders-not-found',
      user,
      pages: [me, orders],
      see: '已付款',
      after: async (phone) => {
        await phone.write('输入或粘贴订单号', 'WMNOBODY')
        await phone.tap('查找')
        await phone.see('返回全部订单')
      },
    },
    ...waits('merchant-order', user, order('paid')),
    ...(['unpaid', 'cancelled', 'paid', 'long', 'collected', 'decided', 'refused', 'refunded'] as const).map(
      (state) => ({
        name: `merchant-order-${state}`,
        user,
        pages: [me, order(state)],
        see: '款项记录',
      }),
    ),
    {
      name: 'merchant-order-start-refund',
      user,
      pages: [me, order('long')],
      see: '款项记录',
      after: async (phone) => {
        await phone.tap('发起退款')
        await phone.tap('部分退款')
        await phone.tap('下一步')
        await phone.see('下一步')
      },
    },
    {
      name: 'merchant-order-confirm-refund',
      user,
      pages: [me, order('long')],
      see: '款项记录',
      after: async (phone) => {
        await phone.tap('发起退款')
        await phone.write('退款原因，买家可以看到', '缺货')
        await phone.tap('下一步')
        await phone.see('确认退款')
      },
    },
    ...waits('merchant-refund-desk', user, workbench),
    { name: 'merchant-refund-desk-ready', user, pages: [me, workbench], see: '同意退款' },
    { name: 'merchant-refund-desk-second', user: 'merchantB', pages: [me, workbench], see: '复核同意' },
    {
      name: 'merchant-refund-desk-tasks',
      user,
      pages: [me, workbench],
      see: '同意退款',
      after: async (phone) => {
        await phone.tap('异常')
        await phone.see('去处理')
      },
    },
    {
      name: 'merchant-refund-desk-approve',
      user,
      pages: [me, workbench],
      see: '同意退款',
      after: async (phone) => {
        await phone.tap('同意退款')
        await phone.see('确认退款')
      },
    },
    {
      name: 'merchant-refund-desk-reject',
      user,
      pages: [me, workbench],
      see: '同意退款',
      after: async (phone) => {
        await phone.tapOn('¥10.00', '拒绝')
        await phone.see('确认拒绝')
      },
    },
    ...waits('merchant-refund', user, refund('asked', 'askedRefund')),
    { name: 'merchant-refund-waiting', user, pages: [me, refund('asked', 'askedRefund')], see: '同意退款' },
    { name: 'merchant-refund-rejected', user, pages: [me, refund('decided', 'rejectedRefund')], see: '查看订单' },
    ...(['refused', 'abnormal', 'closed', 'returned', 'twice', 'abandoned', 'settled'] as const).map((state) => ({
      name: `merchant-refund-${state}`,
      user,
      pages: [me, refund(state, `${state}Refund`)],
      see: '查看订单',
    })),
    ...(
      [
        ['abandon', '放弃退款', '确认放弃'],
        ['settle', '改为线下退款', '确认登记'],
        ['paid', '已经付给买家', '确认登记'],
      ] as const
    ).map(([name, way, seen]) => ({
      name: `merchant-refund-${name}`,
      user,
      pages: [me, refund('refused', 'refusedRefund')],
      see: '怎样处理',
      after: async (phone: BrowserPhone) => {
        await phone.tap(way)
        await phone.see(seen)
      },
    })),
    ...waits('merchant-discrepancies', user, discrepancies),
    { name: 'merchant-discrepancies-ready', user, pages: [me, discrepancies], see: '收款未入账' },
    {
      name: 'merchant-discrepancies-resolved',
      user,
      pages: [me, discrepancies],
      see: '收款未入账',
      after: async (phone) => {
        await phone.tap('已处理')
        await phone.see('商家已登记处理结果')
      },
    },
    ...waits('merchant-discrepancy', user, discrepancy('missing')),
    ...(['missing', 'unknown', 'amount', 'fee', 'noted', 'repaired'] as const).map((id) => ({
      name: `merchant-discrepancy-${id}`,
      user,
      pages: [me, discrepancy(id)],
      see: '来源',
    })),
    {
      name: 'merchant-discrepancy-note',
      user,
      pages: [me, discrepancy('missing')],
      see: '来源',
      after: async (phone) => {
        await phone.tap('登记处理')
        await phone.tap('确认登记')
        await phone.see('请写明怎样处理的')
      },
    },
    { name: 'merchant-refund-succeeded', user, pages: [me, refund('refunded', 'paidRefund')], see: '查看订单' },
  ]
}
