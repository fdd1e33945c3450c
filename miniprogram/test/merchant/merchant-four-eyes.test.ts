import { describe, expect, test } from 'vitest'
import { agreedBy, makeLargeOrder, openFourEyes } from '../helpers/four-eyes.ts'
import { makeShopOrder, now } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

const desk = 'merchant/refund-desk/refund-desk'
const detail = 'merchant/refund/refund?outTradeNo=WM1&refundId=WM1R1'
const order = 'merchant/order/order?outTradeNo=WM1'

const open = async (page: string, large = makeLargeOrder()) => {
  const shop = openFourEyes(large)
  const { screen } = await openScreen(page, shop, {}, () => now)
  return { shop, screen }
}

describe.each([desk, detail])('%s', (page) => {
  test('nobody has agreed: no word of a second merchant', async () => {
    const { screen } = await open(page, makeLargeOrder({}))
    expect(screen.text()).toContain('同意退款')
    expect(screen.text()).not.toMatch(/复核|初审/)
  })

  test('who agrees first is told that another one has to, and can only reject from then on', async () => {
    const { screen, shop } = await open(page, makeLargeOrder({}))
    await screen.tap('同意退款')
    expect(screen.text()).not.toContain('初审商家')
    await screen.tap('确认退款')
    expect(shop.refunded).toEqual([{ outTradeNo: 'WM1', refundId: 'WM1R1' }])
    expect(screen.text()).toContain('已提交，待另一位商家复核')
    expect(screen.text()).toContain('待复核')
    expect(screen.text()).toContain('等待另一位商家复核')
    expect(screen.text()).toMatch(/初审商家 ?oTes…0002/)
    expect(screen.text()).not.toMatch(/同意退款|复核同意/)
    await screen.tap('拒绝')
    await screen.tap('商品没有问题')
    await screen.tap('确认拒绝')
    expect(screen.text()).toContain('已拒绝')
    expect(screen.problems).toEqual([])
  })

  test('the second one sees who agreed when, and agrees after a question that shows it with the amounts', async () => {
    const { screen, shop } = await open(page, makeLargeOrder({ firstApproval: agreedBy.other }))
    expect(screen.text()).toContain('待复核')
    expect(screen.text()).toContain('拒绝')
    expect(screen.text()).not.toContain('等待另一位商家复核')
    await screen.tap('复核同意')
    expect(screen.text()).toMatch(/退款金额 ?¥600\.00/)
    expect(screen.text()).toMatch(/此前已退款 ?¥0\.00/)
    expect(screen.text()).toMatch(/初审商家 ?oTes…0003 11月23日 21:05/)
    expect(shop.refunded).toEqual([])
    await screen.tap('确认退款')
    expect(shop.refunded).toEqual([{ outTradeNo: 'WM1', refundId: 'WM1R1' }])
    expect(screen.text()).toContain('退款中')
    expect(screen.text()).not.toContain('复核同意')
    expect(screen.problems).toEqual([])
  })

  test('a merchant who bought it himself is refused in a sentence', async () => {
    const { screen, shop } = await open(page, makeLargeOrder({}))
    shop.handlers.refund = () => ({ ok: false, refused: 'own_order' })
    await screen.tap('同意退款')
    await screen.tap('确认退款')
    expect(screen.text()).toContain('不能处理自己订单的退款，请由其他商家处理')
  })
})

describe('a refund without a request', () => {
  const start = async (yuan: string) => {
    const opened = await open(order)
    const { screen } = opened
    await screen.tap('发起退款')
    await screen.tap('部分退款')
    await screen.input('.yuan-input', yuan)
    await screen.input('.t-textarea__wrapper-inner', '整单补偿')
    await screen.tap('下一步')
    await screen.tap('确认退款')
    return opened
  }

  test('above the limit it waits for another merchant', async () => {
    const { screen, shop } = await start('500.01')
    expect(shop.refunded).toMatchObject([{ amountFen: 50_001 }])
    expect(screen.text()).toContain('已提交，待另一位商家复核')
    expect(screen.text()).toContain('商家已初审，待第二位商家复核')
    expect(screen.text()).not.toContain('退款中')
  })

  test('up to the limit it goes its way', async () => {
    const { screen } = await start('500')
    expect(screen.text()).toContain('退款中')
    expect(screen.text()).not.toMatch(/复核|初审/)
  })
})

test('the order of a merchant: its refund waits for the second one, and leads to it', async () => {
  const { screen } = await open(order, makeLargeOrder({ firstApproval: agreedBy.other, requestedBy: 'merchant' }))
  expect(screen.text()).toMatch(/¥600\.00 ?待复核/)
  await screen.tap('.refund')
  expect(screen.text()).toContain('另一位商家已初审，复核同意后款项原路退回买家')
  expect(screen.text()).toMatch(/初审商家 ?oTes…0003 ?初审时间 ?11月23日 21:05/)
})

test('functions of before two merchants had to agree say nothing of it: the desk is as it was', async () => {
  const older = makeLargeOrder({})
  for (const refund of older.refunds) Reflect.deleteProperty(refund, 'firstApproval')
  const { screen } = await open(desk, makeShopOrder(older))
  expect(screen.text()).toContain('同意退款')
  expect(screen.text()).not.toMatch(/复核|初审/)
})
