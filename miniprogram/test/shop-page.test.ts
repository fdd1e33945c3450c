import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openPage, tapOn } from './_page.ts'
import { makeOrder } from './_shop.ts'

const tea = tapOn({ productId: 'tea' })
const first = tapOn({ outTradeNo: 'WM1' })

async function openShown() {
  const { page, shop } = await openPage()
  await page.onShow()
  shop.calls.length = 0
  return { page, shop }
}

const statuses = (page: Awaited<ReturnType<typeof openPage>>['page']) => page.data.orders.map(({ status }) => status)

describe('products', () => {
  test('loading, then the list', async () => {
    const { page } = await openPage()
    const shown = page.onShow()
    expect(page.data.phase).toBe('loading')
    await shown
    expect(page.data).toMatchObject({ phase: 'ready', products: [{ title: '龙井茶', price: '¥128.00' }], notice: '' })
  })

  test('nothing on the shelf', async () => {
    const { page, shop } = await openPage()
    shop.handlers['list-products'] = () => ({ ok: true, products: [] })
    await page.onShow()
    expect(page.data.phase).toBe('empty')
  })

  test('no network: said, and a way out', async () => {
    const { page, shop } = await openPage()
    shop.lost.push('list-products')
    await page.onShow()
    expect(page.data).toMatchObject({ phase: 'failed', notice: '暂时没有响应，请检查网络后重试', busy: '' })
    await page.onReload()
    expect(page.data).toMatchObject({ phase: 'ready', notice: '', busy: '' })
  })

  test('no network on coming back: the list stays', async () => {
    const { page, shop } = await openShown()
    shop.lost.push('list-products')
    await page.onShow()
    expect(page.data).toMatchObject({ phase: 'ready', products: [{ productId: 'tea' }] })
    expect(page.data.notice).not.toBe('')
    page.onDismiss()
    expect(page.data.notice).toBe('')
  })
})

describe('buying', () => {
  test('a tap buys, and the page shows what the order says', async () => {
    const { page, shop } = await openShown()
    await page.onBuy(tea)
    expect(statuses(page)).toEqual(['已支付'])
    expect(shop.calls).toEqual(['create-order', 'unified-order', 'get-order', 'list-products'])
    expect(page.data).toMatchObject({ notice: '', busy: '' })
  })

  test('double and triple taps make one order', async () => {
    const { page, shop } = await openShown()
    await Promise.all([page.onBuy(tea), page.onBuy(tea), page.onBuy(tea)])
    expect(shop.calls.filter((name) => name === 'create-order')).toEqual(['create-order'])
    expect([...shop.orders.keys()]).toEqual(['WM1'])
  })

  test('a tap after a lost answer asks for the same order; the next purchase is a new one', async () => {
    const { page, shop } = await openShown()
    shop.lost.push('create-order')
    await page.onBuy(tea)
    expect(page.data).toMatchObject({ orders: [], notice: '暂时没有响应，请检查网络后重试', busy: '' })
    await page.onBuy(tea)
    await page.onBuy(tea)
    const [lost, again, next] = shop.requestIds
    expect(again).toBe(lost)
    expect(next).not.toBe(lost)
    expect([...shop.orders.keys()]).toEqual(['WM1', 'WM2'])
  })

  test('a named refusal is told in Chinese and ends the purchase', async () => {
    const { page, shop } = await openShown()
    shop.handlers['create-order'] = ({ requestId }) => {
      shop.requestIds.push(requestId)
      return { ok: false, refused: 'too_many_unpaid_orders' }
    }
    await page.onBuy(tea)
    await page.onBuy(tea)
    expect(page.data).toMatchObject({ notice: '您有多笔订单未支付，请先支付或取消', busy: '' })
    expect(new Set(shop.requestIds).size).toBe(2)
  })

  test('no random numbers, no order: said, and reported', async () => {
    const { page, shop } = await openShown()
    shop.wx.getRandomValues = () => Promise.reject(new Error('getRandomValues:fail'))
    await expect(page.onBuy(tea)).rejects.toThrow('getRandomValues:fail')
    expect(page.data).toMatchObject({ notice: '暂时没有响应，请检查网络后重试', busy: '' })
    expect(shop.calls).toEqual([])
  })
})

describe('an unpaid order', () => {
  async function openUnpaid(said = 'requestPayment:fail cancel') {
    const { page, shop } = await openShown()
    const pays = shop.cashier
    shop.cashier = () => said
    await page.onBuy(tea)
    shop.cashier = pays
    return { page, shop }
  }

  test('given up at the cashier: 未支付, payable again, then paid', async () => {
    const { page } = await openUnpaid()
    expect(page.data.orders).toMatchObject([{ status: '未支付', canPay: true, canCancel: true }])
    expect(page.data.notice).toBe('')
    await page.onPay(first)
    expect(statuses(page)).toEqual(['已支付'])
  })

  test('cancelled by the buyer', async () => {
    const { page } = await openUnpaid()
    await page.onCancel(first)
    expect(statuses(page)).toEqual(['已关闭，未支付'])
  })

  test('cancelled too late: it was paid elsewhere', async () => {
    const { page, shop } = await openUnpaid()
    shop.move('WM1', 'paid')
    shop.handlers['cancel-order'] = () => ({ ok: false, refused: 'already_paid' })
    await page.onCancel(first)
    expect(statuses(page)).toEqual(['已支付'])
    expect(page.data.notice).toBe('订单已支付，无需再次操作')
  })

  test('is found again by a page that knows nothing of it', async () => {
    const { page, shop } = await openPage()
    shop.orders.set('WM1', makeOrder())
    await page.onShow()
    expect(page.data.orders).toMatchObject([{ outTradeNo: 'WM1', status: '未支付' }])
  })

  test('paid while the page was hidden: shown on coming back', async () => {
    const { page, shop } = await openUnpaid()
    shop.move('WM1', 'paid')
    await page.onShow()
    expect(statuses(page)).toEqual(['已支付'])
  })
})

test('支付结果确认中 while the order does not say paid; 查询结果 ends it', async () => {
  const { page, shop } = await openShown()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  shop.cashier = () => 'requestPayment:ok'
  const bought = page.onBuy(tea)
  await vi.advanceTimersByTimeAsync(0)
  expect(statuses(page)).toEqual(['支付结果确认中'])
  expect(page.data.busy).toBe('tea')
  await page.onShow()
  expect(shop.calls.filter((name) => name === 'list-orders')).toEqual([])
  await vi.advanceTimersByTimeAsync(30_000)
  await bought
  expect(page.data).toMatchObject({ orders: [{ status: '支付结果确认中', canAsk: true, canPay: false }], busy: '' })

  shop.move('WM1', 'paid')
  await page.onAsk(first)
  expect(statuses(page)).toEqual(['已支付'])
})

test('the cashier failed: 未支付, said, payable again', async () => {
  const { page, shop } = await openShown()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  shop.cashier = () => 'requestPayment:fail (余额不足)'
  const bought = page.onBuy(tea)
  await vi.advanceTimersByTimeAsync(7_000)
  await bought
  expect(page.data).toMatchObject({
    orders: [{ status: '未支付', canPay: true }],
    notice: '支付未完成，订单已为您保留，可再次支付',
    busy: '',
  })
})
