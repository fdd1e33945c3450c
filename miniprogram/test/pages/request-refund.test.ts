import { describe, expect, test } from 'vitest'
import { openAt } from '../helpers/order-shop.ts'
import { makePaid, makeRefund } from '../helpers/refunds.ts'

const start = 'pages/request-refund/request-refund?outTradeNo=WM1'
const amountInput = '.amount-input input'

describe('states of the page', () => {
  test('shows the order and what may be asked back', async () => {
    const { screen } = await openAt(start, makePaid([makeRefund()]))
    expect(screen.text()).toContain('龙井茶')
    expect(screen.text()).toContain('¥108.00')
    expect(screen.problems).toEqual([])
  })

  test('nothing left to ask back: leads to the order', async () => {
    const { screen } = await openAt(start, makePaid([makeRefund({ amountFen: 12_800 })]))
    expect(screen.text()).toContain('没有可退的金额')
    await screen.tap('查看订单')
    expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
  })

  test('an order that is not there', async () => {
    const { screen, shop } = await openAt(start)
    expect(screen.text()).toContain('没有找到这笔订单')
    shop.orders.set('WM1', makePaid())
    await screen.tap('重新加载')
    expect(screen.text()).toContain('退款原因')
  })
})

describe('what is asked for', () => {
  test('all of it, for a chosen reason; then the order shows the request', async () => {
    const { screen, shop } = await openAt(start, makePaid())
    await screen.tap('不想要了')
    await screen.tap('提交申请')
    expect(shop.wanted).toMatchObject([{ outTradeNo: 'WM1', amountFen: 12_800, reason: '不想要了' }])
    expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
    expect(screen.text()).toContain('退款申请中')
  })

  test('a part, for a reason in own words', async () => {
    const { screen, shop } = await openAt(start, makePaid())
    await screen.tap('部分退款')
    await screen.input(amountInput, '12.3')
    await screen.tap('其他')
    await screen.input('.words textarea', '朋友已经买了')
    await screen.tap('提交申请')
    expect(shop.wanted).toMatchObject([{ amountFen: 1_230, reason: '朋友已经买了' }])
  })

  test('全部退 fills in all that may be asked back', async () => {
    const { screen, shop } = await openAt(start, makePaid([makeRefund()]))
    await screen.tap('部分退款')
    await screen.tap('全部退')
    await screen.tap('拍错了')
    await screen.tap('提交申请')
    expect(shop.wanted).toMatchObject([{ amountFen: 10_800 }])
  })

  test.each([
    ['', '请填写退款金额'],
    ['0', '退款金额须大于 0'],
    ['1.234', '最多填写两位小数'],
    ['128.01', '超过可退金额'],
    ['.', '请填写数字'],
  ])('an amount of %j: %s', async (typed, problem) => {
    const { screen, shop } = await openAt(start, makePaid())
    await screen.tap('部分退款')
    await screen.input(amountInput, typed)
    await screen.tap('拍错了')
    await screen.tap('提交申请')
    expect(screen.text()).toContain(problem)
    expect(shop.wanted).toEqual([])
  })

  test.each([
    [null, '请选择退款原因'],
    ['其他', '请填写退款原因'],
  ])('a reason of %s: %s', async (preset, problem) => {
    const { screen, shop } = await openAt(start, makePaid())
    if (preset !== null) await screen.tap(preset)
    await screen.tap('提交申请')
    expect(screen.text()).toContain(problem)
    expect(shop.wanted).toEqual([])
  })
})

describe('once', () => {
  test('two taps are one request', async () => {
    const { screen, shop } = await openAt(start, makePaid())
    await screen.tap('拍错了')
    await Promise.all([screen.tap('提交申请'), screen.tap('提交申请')])
    expect(shop.wanted).toHaveLength(1)
  })

  test('after a lost answer the same request is asked again under its name', async () => {
    const { screen, shop } = await openAt(start, makePaid())
    shop.handlers['request-refund'] = (data) => {
      shop.wanted.push(data)
      return { ok: true, refund: makeRefund() }
    }
    shop.lost.push('request-refund')
    await screen.tap('拍错了')
    await screen.tap('提交申请')
    expect(screen.text()).toContain('暂时没有响应')
    await screen.tap('知道了')
    await screen.tap('提交申请')
    expect(shop.wanted).toHaveLength(2)
    expect(new Set(shop.wanted.map(({ requestId }) => requestId)).size).toBe(1)
  })

  test('refused: says why, and what may be asked back is asked for again', async () => {
    const { screen, shop } = await openAt(start, makePaid())
    const order = makePaid([makeRefund()])
    shop.orders.set('WM1', order)
    await screen.tap('拍错了')
    await screen.tap('提交申请')
    expect(screen.text()).toContain('超过可退金额，请修改退款金额')
    expect(screen.text()).toContain('¥108.00')
  })
})
