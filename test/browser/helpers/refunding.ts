import { users } from '@stack/local-stack'
import { beforeAll, expect, test } from 'vitest'
import { buyAndPay, granted, makeOrder, newRequestId, type ShopStore } from '../../helpers/orders.ts'
import { eventually, type Shop } from '../../helpers/shop.ts'
import type { BrowserPhone } from './phone.ts'
import type { Phones } from './phones.ts'

/** The buyers of these tests. */
export const buyers = ['Asks', 'Receives', 'Owner', 'Stranger', 'Twice', 'Returned', 'AtPlatform', 'Refused']

async function syncRefund(phone: BrowserPhone, yuan: string, reason: string): Promise<void> {
  await phone.tapButton('申请退款')
  await phone.tap('部分退款')
  await phone.write('¥', yuan)
  await phone.tap(reason)
  await phone.tap('提交申请')
  await phone.see(`¥${yuan}`, '等待商家处理')
}

/** Opens a page of the merchant from 我的. */
async function walkToMerchantPage(phone: BrowserPhone, name: string): Promise<void> {
  await phone.tapTab('我的')
  await phone.tap(name)
}

/** Pays two orders whose refunds the gateway refuses, since the shop has no money there; each is known by its amount. */
async function refuseRefunds(shop: Shop, buyer: string, amountsFen: number[]): Promise<string[]> {
  const numbers: string[] = []
  for (const _amount of amountsFen) numbers.push(await buyAndPay(shop.phone(buyer)))
  const { balances } = await shop.gateway<{ balances: { merchant: number } }>('/ledger')
  await shop.tell('/balance', { amountFen: -balances.merchant })
  const merchant = shop.phone(users.merchant)
  for (const [index, outTradeNo] of numbers.entries()) {
    const amountFen = amountsFen[index] ?? 0
    granted(await merchant.call('refund', { requestId: newRequestId(), outTradeNo, amountFen, reason: '缺货' }))
  }
  return numbers
}

/** A merchant gives money back that nobody asked for. */
async function startRefund(shop: Shop, outTradeNo: string, amountFen: number) {
  await eventually(
    () => shop.phone(users.merchant).call('list-shop-orders', { outTradeNo }),
    (answer) => answer.ok && answer.orders[0]?.state === 'paid',
  )
  const wanted = { requestId: newRequestId(), outTradeNo, amountFen, reason: '缺货' }
  return granted(await shop.phone(users.merchant).call('refund', wanted)).refund
}

/** Opens pages one over the other and leafs back: each says why it shows nothing. One start of the phone instead of many. */
async function leafThrough(phone: BrowserPhone, pages: string[], why: string, secret: string): Promise<void> {
  await phone.restart(...pages)
  for (const left of pages.keys()) {
    await eventually(
      () => phone.stack(),
      (stack) => stack.length === pages.length - left,
    )
    await phone.see(why)
    expect(await phone.text()).not.toContain(secret)
    if (left < pages.length - 1) await phone.back()
  }
}

/** What a function answers a phone that calls it past the pages. */
const callPast = (phone: BrowserPhone, user: number, name: string, data: object) =>
  phone.page.evaluate(
    async ([path, body]) => (await (await fetch(path, { method: 'POST', body })).json()).answer.result,
    [`call/${name}`, JSON.stringify({ user, data })] as const,
  )

/** How money goes back, and what strangers get, by taps. */
export function describeRefunding(opened: () => Phones): void {
  let phones: Phones
  let store: ShopStore

  beforeAll(() => {
    phones = opened()
    store = phones.store
  })

  test.concurrent('two parts are asked for: the merchant approves one and rejects the other', async (context) => {
    const outTradeNo = await buyAndPay(phones.shop.phone('Asks'))
    const buyer = await phones.phone(context, 'Asks')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await syncRefund(buyer, '10.00', '商品有问题')
    await syncRefund(buyer, '5.00', '不想要了')

    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '退款处理')
    await merchant.tapOn('¥10.00', '同意退款')
    await merchant.see('此前已退款', '¥45.00')
    await merchant.tap('确认退款')
    await merchant.tapOn('¥5.00', '拒绝')
    await merchant.tap('商品已取走')
    await merchant.tap('确认拒绝')
    await merchant.see('没有待处理的退款')

    await buyer.back()
    await buyer.tap('青瓷品茗杯')
    await buyer.see('部分退款', '退款已到账', '商家已拒绝', '商品已取走')
    expect((await store.order(outTradeNo)).refunds).toMatchObject([
      { amountFen: 1000, state: 'succeeded' },
      { amountFen: 500, state: 'rejected' },
    ])
  })

  test.concurrent('a merchant refunds without a request', async (context) => {
    const outTradeNo = await buyAndPay(phones.shop.phone('Receives'))
    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '订单管理')
    await merchant.tap(outTradeNo)
    await merchant.tap('发起退款')
    await merchant.tap('部分退款')
    await merchant.write('退款金额（元）', '20.00')
    await merchant.write('退款原因，买家可以看到', '杯口有磕碰')
    await merchant.tap('下一步')
    await merchant.tap('确认退款')
    await merchant.see('已退款', '¥20.00', '杯口有磕碰')

    const buyer = await phones.phone(context, 'Receives')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await buyer.see('部分退款', '退款已到账', '¥20.00', '杯口有磕碰')
  })

  test.concurrent('another buyer can neither see nor pay nor refund an order', async (context) => {
    const owner = phones.shop.phone('Owner')
    const [paid, unpaid] = [await buyAndPay(owner), await makeOrder(owner)]
    await eventually(
      () => store.order(paid),
      ({ state }) => state === 'paid',
    )
    const before = [await store.order(paid), await store.order(unpaid)]
    const stranger = await phones.phone(context, 'Stranger')
    await stranger.tapTab('订单')
    await stranger.see('去商店逛逛')
    const pages = [paid, unpaid].flatMap((outTradeNo) =>
      ['order/order', 'pay-result/pay-result', 'request-refund/request-refund'].map(
        (page) => `pages/${page}?outTradeNo=${outTradeNo}`,
      ),
    )
    await leafThrough(stranger, pages, '没有找到这笔订单', '青瓷品茗杯')
    const [user, requestId] = [phones.numberOf('Stranger'), 'stranger-1']
    const refused = { ok: false, refused: 'not_found' }
    expect(await callPast(stranger, user, 'unified-order', { outTradeNo: unpaid })).toEqual(refused)
    expect(
      await callPast(stranger, user, 'request-refund', { requestId, outTradeNo: paid, amountFen: 1, reason: '' }),
    ).toEqual(refused)
    expect([await store.order(paid), await store.order(unpaid)]).toEqual(before)
  })

  test.concurrent('who is no merchant gets nothing on the pages of the merchant', async (context) => {
    const outTradeNo = await buyAndPay(phones.shop.phone('Owner'))
    const stranger = await phones.phone(context, 'Stranger')
    await stranger.tapTab('我的')
    await stranger.see('微信用户')
    expect(await stranger.text()).not.toContain('商家中心')
    const query = `?outTradeNo=${outTradeNo}`
    const lists = ['orders/orders', 'refund-desk/refund-desk', 'discrepancies/discrepancies']
    const pages = [...lists, `order/order${query}`, `refund/refund${query}`].map((page) => `merchant/${page}`)
    await leafThrough(stranger, pages, '此功能仅对商家开放', outTradeNo)
    await stranger.tap('返回我的')
    await stranger.see('微信用户')
    expect(await stranger.stack()).toEqual(['pages/me/me'])
  })

  // After the others, in turn: each plans how the gateway's next refund ends.
  test('settled in cash after CHANGE, and WeChat Pay brings the money after all: both pages say so', async (context) => {
    const { shop } = phones
    const outTradeNo = await buyAndPay(shop.phone('Twice'))
    await shop.tell('/refund-outcome', { outcome: 'CHANGE' })
    const { refundId } = await startRefund(shop, outTradeNo, 1500)
    const isState = (state: string) =>
      eventually(
        () => store.order(outTradeNo),
        ({ refunds: [refund] }) => refund?.state === state,
      )
    await shop.stack.clock.advance(60_000)
    await isState('abnormal')
    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '退款处理')
    await merchant.tap('异常')
    await merchant.tapOn('¥15.00', '去处理')
    await merchant.see('退款异常', '请到微信支付商户平台处理')
    await merchant.tap('改为线下退款')
    await merchant.tap('现金')
    await merchant.tap('确认登记')
    await merchant.seeOver('款项还在微信支付')
    await merchant.answer('已退回')
    await merchant.see('已线下退款', '商家已用其他方式退给买家')
    await shop.tell('/refund-end', { outRefundNo: refundId, outcome: 'SUCCESS' })
    await isState('refunded-twice')
    await merchant.back()
    await merchant.tapOn('¥15.00', '去处理')
    await merchant.see('重复退款', '线下和微信支付各退了一次')
    const buyer = await phones.phone(context, 'Twice')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await buyer.see('退款已到账', '商家线下也退过这笔款', '¥30.00')
    await merchant.tap('登记处理结果')
    await merchant.tap('买家已退回')
    await merchant.tap('确认登记')
    await merchant.see('商家已登记处理')
    await merchant.back()
    await merchant.see('没有异常的退款')
  })

  test('WeChat Pay pays into the account of the merchant: the buyer reads that he has nothing yet', async (context) => {
    const { shop } = phones
    const outTradeNo = await buyAndPay(shop.phone('Returned'))
    await shop.tell('/refund-outcome', { outcome: 'SUCCESS', receivedBy: 'merchant' })
    await startRefund(shop, outTradeNo, 4500)
    await shop.stack.clock.advance(60_000)
    await eventually(
      () => store.order(outTradeNo),
      ({ refunds: [refund] }) => refund?.state === 'returned-to-merchant',
    )
    const buyer = await phones.phone(context, 'Returned')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await buyer.see('款项退回了商家', '您还没有收到')
    expect(await buyer.text()).not.toContain('退款已到账')
    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '退款处理')
    await merchant.tap('异常')
    await merchant.tapOn('¥45.00', '去处理')
    await merchant.see('已退回商户账户', '也不能再原路退款')
    await merchant.tap('改为线下退款')
    await merchant.tap('微信转账')
    await merchant.tap('确认登记')
    await merchant.see('已线下退款')
    await buyer.back()
    await buyer.tap('青瓷品茗杯')
    await buyer.see('商家已线下退款')
  })

  test('refunded at the platform of WeChat Pay: found by its bill, taken over by a merchant, seen by the buyer', async (context) => {
    const { shop } = phones
    const outTradeNo = await buyAndPay(shop.phone('AtPlatform'))
    await eventually(
      () => store.order(outTradeNo),
      ({ state }) => state === 'paid',
    )
    await shop.tell('/platform-refund', { outTradeNo, amountFen: 4500 })
    const dayMs = 24 * 3_600_000
    await shop.stack.clock.advance(dayMs)
    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '对账差异')
    await merchant.tap('退款未入账')
    await merchant.see('微信支付退了这笔款，账上没有')
    await merchant.tap('向微信核实')
    await eventually(
      () => store.order(outTradeNo),
      ({ refunds: [refund] }) => refund?.state === 'succeeded',
    )
    const buyer = await phones.phone(context, 'AtPlatform')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await buyer.see('退款已到账', '¥45.00', '商家在微信支付发起')
  })

  // After the others: it empties the shop's balance at the gateway, which all share.
  test('refused for lack of money: topped up and sent again, or given up', async (context) => {
    const { shop } = phones
    const [repeated = '', abandoned = ''] = await refuseRefunds(shop, 'Refused', [2000, 1000])
    const merchant = await phones.phone(context, '商家')
    await walkToMerchantPage(merchant, '退款处理')
    await merchant.tap('异常')
    await merchant.tapOn('¥20.00', '去处理')
    await merchant.see('微信支付未受理', '商户账户余额不足，请充值后重新提交', 'NOTENOUGH')
    await shop.tell('/balance', { amountFen: 100_000 })
    await merchant.tap('重新提交')
    await merchant.tap('确认退款')
    await merchant.see('微信退款号')
    await merchant.back()
    // Until a minute after it was sent, a refund may still reach the gateway.
    await shop.stack.clock.advance(60_000)
    await merchant.tapOn('¥10.00', '去处理')
    await merchant.tap('放弃退款')
    await merchant.tap('确认放弃')
    await merchant.see('已放弃')
    await merchant.back()
    await merchant.see('没有异常的退款')
    const { refunds } = await eventually(
      () => store.order(repeated),
      ({ refunds: [refund] }) => refund?.state === 'succeeded',
    )
    expect(refunds).toMatchObject([{ amountFen: 2000, state: 'succeeded' }])
    expect((await store.order(abandoned)).refunds).toMatchObject([{ amountFen: 1000, state: 'abandoned' }])
    const order = granted(await shop.phone('Refused').call('get-order', { outTradeNo: abandoned })).order
    expect(order.refundableFen).toBe(4500)
  })
}
