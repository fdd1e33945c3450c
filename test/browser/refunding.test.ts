import { beforeAll, describe, expect, test } from 'vitest'
import { type Books, buyAndPay, makeOrder, openStackBooks } from '../_orders.ts'
import { eventually } from '../_shop.ts'
import type { BrowserPhone } from './_phone.ts'
import { openPhones, type Phones } from './_phones.ts'
import { requireBrowser } from './_require-browser.ts'

const browser = requireBrowser()
let phones: Phones
let books: Books

async function askRefund(phone: BrowserPhone, yuan: string, reason: string): Promise<void> {
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

/** What a function answers a phone that calls it past the pages. */
const callPast = (phone: BrowserPhone, user: number, name: string, data: object) =>
  phone.page.evaluate(
    async ([path, body]) => (await (await fetch(path, { method: 'POST', body })).json()).answer.result,
    [`call/${name}`, JSON.stringify({ user, data })] as const,
  )

describe.skipIf(browser === null)('refunds and strangers, by taps', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    if (browser === null) return
    phones = await openPhones(browser, ['Asks', 'Receives', 'Owner', 'Stranger'])
    books = openStackBooks(phones.shop.stack)
  })

  test.concurrent('two parts are asked for: the merchant approves one and rejects the other', async (context) => {
    const outTradeNo = await buyAndPay(phones.shop.phone('Asks'))
    const buyer = await phones.phone(context, 'Asks')
    await buyer.tapTab('订单')
    await buyer.tap('青瓷品茗杯')
    await askRefund(buyer, '10.00', '商品有问题')
    await askRefund(buyer, '5.00', '不想要了')

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
    expect((await books.order(outTradeNo)).refunds).toMatchObject([
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
      () => books.order(paid),
      ({ state }) => state === 'paid',
    )
    const before = [await books.order(paid), await books.order(unpaid)]
    const stranger = await phones.phone(context, 'Stranger')
    await stranger.tapTab('订单')
    await stranger.see('去商店逛逛')
    for (const outTradeNo of [paid, unpaid]) {
      for (const page of ['order/order', 'pay-result/pay-result', 'request-refund/request-refund']) {
        await stranger.restart(`pages/${page}?outTradeNo=${outTradeNo}`)
        await stranger.see('没有找到这笔订单')
      }
    }
    const requestId = 'stranger-1'
    const refused = { ok: false, refused: 'not_found' }
    expect(await callPast(stranger, 3, 'unified-order', { outTradeNo: unpaid })).toEqual(refused)
    expect(
      await callPast(stranger, 3, 'request-refund', { requestId, outTradeNo: paid, amountFen: 1, reason: '' }),
    ).toEqual(refused)
    expect([await books.order(paid), await books.order(unpaid)]).toEqual(before)
  })

  test.concurrent('who is no merchant gets nothing on the pages of the merchant', async (context) => {
    const outTradeNo = await buyAndPay(phones.shop.phone('Owner'))
    const stranger = await phones.phone(context, 'Stranger')
    await stranger.tapTab('我的')
    await stranger.see('微信用户')
    expect(await stranger.text()).not.toContain('商家中心')
    const query = `?outTradeNo=${outTradeNo}`
    for (const page of ['orders/orders', 'refund-desk/refund-desk', `order/order${query}`, `refund/refund${query}`]) {
      await stranger.restart(`merchant/${page}`)
      await stranger.see('此功能仅对商家开放')
      expect(await stranger.text()).not.toContain(outTradeNo)
    }
    await stranger.tap('返回我的')
    await stranger.see('微信用户')
    expect(await stranger.stack()).toEqual(['pages/me/me'])
  })
})
