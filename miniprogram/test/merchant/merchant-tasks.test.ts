import type { ShopRefundView, TimelineEntry } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '../../services/refusals.ts'
import { makeRefund, makeShopOrder, now, openMerchantShop } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

const desk = 'merchant/refund-desk/refund-desk'
const detail = 'merchant/refund/refund?outTradeNo=WM1&refundId=WM1R1'

const refusal = { code: 'USER_ACCOUNT_ABNORMAL', message: 'err_code_des "退款请求失败"' }
const refused: Partial<ShopRefundView> = { state: 'refused', decidedAt: now, refusal }
const named = { outTradeNo: 'WM1', refundId: 'WM1R1' }

const orderWith = (changes: Partial<ShopRefundView>, outTradeNo = 'WM1') =>
  makeShopOrder({ outTradeNo, refunds: [makeRefund({ refundId: `${outTradeNo}R1`, ...changes })] })

/** A shop whose functions end the refund of WM1. */
function openTasks(changes: Partial<ShopRefundView> = refused) {
  const shop = openMerchantShop([orderWith(changes), orderWith({ state: 'waiting', amountFen: 2_000 }, 'WM2')])
  const ended: unknown[] = []
  const end = (state: ShopRefundView['state'], type: TimelineEntry['type'], note: string | null) => {
    const refund = makeRefund({ ...changes, state, ended: { by: 'oTes…0002', at: now, note } })
    const order = orderWith(refund)
    shop.store.set('WM1', { ...order, timeline: [...order.timeline, { at: now, type, refundId: 'WM1R1' }] })
    return { ok: true as const, refund }
  }
  shop.handlers['abandon-refund'] = (data) => {
    ended.push(data)
    return end('abandoned', 'refund-abandoned', null)
  }
  shop.handlers['settle-refund-manually'] = (data) => {
    ended.push(data)
    return end('settled-manually', 'refund-settled-manually', data.note)
  }
  return Object.assign(shop, { ended })
}

const open = async (changes?: Partial<ShopRefundView>) => {
  const shop = openTasks(changes)
  const { screen } = await openScreen(detail, shop, {}, () => now)
  return { shop, screen }
}

describe('the desk', () => {
  test('counts what is a task, and leads to it', async () => {
    const { screen } = await openScreen(desk, openTasks())
    expect(screen.text()).toMatch(/^退款处理 ?待处理 ?异常 ?1 /)
    expect(screen.text()).toContain('¥20.00')
    await screen.tap('异常')
    expect(screen.text()).not.toContain('¥20.00')
    expect(screen.text()).toContain('微信支付未受理 买家的微信账户已注销，请用其他方式退款给买家')
    await screen.tap('去处理')
    expect(screen.route()).toBe(detail)
    expect(screen.problems).toEqual([])
  })

  test('no tasks', async () => {
    const { screen } = await openScreen(desk, openTasks({ state: 'succeeded' }))
    await screen.tap('异常')
    expect(screen.text()).toContain('没有异常的退款')
  })
})

describe('abandon', () => {
  test('after a question that says what follows; two taps are one call', async () => {
    const { screen, shop } = await open()
    await screen.tap('放弃退款')
    expect(screen.text()).toMatch(/放弃退款 ?¥10\.00/)
    expect(screen.text()).toContain('先向微信支付确认这笔款不会退出，再取消退款')
    expect(shop.ended).toEqual([])
    const confirm = '.t-dialog__button--confirm'
    await Promise.all([screen.tap(confirm), screen.tap(confirm)])
    expect(shop.ended).toEqual([named])
    expect(screen.text()).toContain('已放弃')
    expect(screen.text()).toMatch(/结束商家 ?oTes…0002/)
    expect(screen.text()).not.toContain('放弃退款')
    expect(screen.problems).toEqual([])
  })

  test('thought better of', async () => {
    const { screen, shop } = await open()
    await screen.tap('放弃退款')
    await screen.tap('取消')
    expect(screen.text()).not.toContain('确认放弃')
    expect(shop.ended).toEqual([])
  })

  test.each<[refused: Refusal, text: string]>([
    ['known_at_gateway', '微信支付已有这笔退款的记录，请刷新查看'],
    ['too_soon', '刚刚提交过这笔退款，请约一分钟后再试'],
    ['gateway_unreachable', '微信支付暂时没有响应，请稍后再试'],
    ['gateway_refused', '微信支付没有受理查询，请稍后再试'],
    ['own_order', '不能处理自己订单的退款，请由其他商家处理'],
    ['not_refused', '这笔退款的状态已变化，请刷新查看'],
    ['no_answer', '暂时没有响应，请检查网络后重试'],
  ])('%s: told in a sentence, the task stays', async (refused, text) => {
    const { screen, shop } = await open()
    shop.handlers['abandon-refund'] = () => ({ ok: false, refused: refused as 'too_soon' })
    await screen.tap('放弃退款')
    await screen.tap('确认放弃')
    expect(screen.text()).toContain(text)
    expect(screen.text()).toContain('怎样处理')
  })
})

describe('settle manually', () => {
  test('is advised where WeChat will never do it, and wants to know how', async () => {
    const { screen, shop } = await open()
    expect(screen.text()).toContain('怎样处理 改为线下退款建议')
    await screen.tap('改为线下退款')
    expect(screen.text()).toContain('登记后算作已退款，请随即付给买家，不能撤回')
    await screen.tap('确认登记')
    expect(screen.text()).toContain('请写明用什么方式退给买家')
    expect(shop.ended).toEqual([])
    await screen.tap('银行转账')
    await Promise.all([screen.tap('确认登记'), screen.tap('确认登记')])
    expect(shop.ended).toEqual([{ ...named, note: '银行转账' }])
    expect(screen.text()).toMatch(/处理说明 ?银行转账/)
    expect(screen.problems).toEqual([])
  })

  test('no answer: what was written stays, and goes again', async () => {
    const { screen, shop } = await open()
    shop.lost.push('settle-refund-manually')
    await screen.tap('改为线下退款')
    await screen.tap('现金')
    await screen.tap('确认登记')
    expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
    await screen.tap('知道了')
    await screen.tap('确认登记')
    expect(shop.ended).toEqual([
      { ...named, note: '现金' },
      { ...named, note: '现金' },
    ])
    expect(screen.text()).toContain('处理说明现金')
  })

  test('of an amount that was asked back again meanwhile', async () => {
    const { screen, shop } = await open({ state: 'closed' })
    shop.handlers['settle-refund-manually'] = () => ({ ok: false, refused: 'over_refundable' })
    await screen.tap('改为线下退款')
    await screen.tap('现金')
    await screen.tap('确认登记')
    expect(screen.text()).toContain('这笔金额已另外申请退款，不能再登记')
  })
})

test('WeChat closed it: a new refund starts from the order', async () => {
  const { screen } = await open({ state: 'closed' })
  await screen.tap('重新发起退款')
  expect(screen.route()).toBe('merchant/order/order?outTradeNo=WM1')
})

describe('after CHANGE', () => {
  test('paying another way asks first whether the money was fetched back', async () => {
    const { screen, shop } = await open({ state: 'abnormal' })
    const settle = shop.handlers['settle-refund-manually']
    shop.handlers['settle-refund-manually'] = (data) => {
      if (data.hasFetchedBack !== true) return { ok: false, refused: 'fetch_back_first' }
      return settle?.(data) ?? { ok: false, refused: 'not_found' }
    }
    await screen.tap('改为线下退款')
    await screen.tap('现金')
    await screen.tap('确认登记')
    expect(screen.text()).toContain('款项还在微信支付')
    expect(shop.ended).toEqual([])
    await screen.tap('已退回')
    expect(shop.ended).toEqual([{ ...named, note: '现金', hasFetchedBack: true }])
    expect(screen.text()).toContain('已线下退款')
  })

  test('WeChat is queried by a tap, without a second question', async () => {
    const { screen, shop } = await open({ state: 'abnormal' })
    const asked: unknown[] = []
    shop.handlers['query-refund'] = (data) => {
      asked.push(data)
      return { ok: true, refund: makeRefund({ state: 'processing' }) }
    }
    await screen.tap('向微信查询')
    expect(asked).toEqual([named])
    expect(screen.text()).toContain('退款中')
  })
})

test('money that was paid already is recorded as a fact', async () => {
  const { screen, shop } = await open({ state: 'processing' })
  await screen.tap('已经付给买家')
  await screen.tap('现金')
  await screen.tap('确认登记')
  expect(shop.ended).toEqual([{ ...named, note: '现金', isFact: true }])
})

test('a refund that the buyer has twice ends by a note', async () => {
  const { screen, shop } = await open({ state: 'refunded-twice' })
  expect(screen.text()).toContain('重复退款 线下和微信支付各退了一次，请与买家核对后登记处理')
  const noted: unknown[] = []
  shop.handlers['resolve-refund-task'] = (data) => {
    noted.push(data)
    const resolution = { by: 'oTes…0002', at: now, note: data.note }
    const order = orderWith({ state: 'refunded-twice', resolution })
    shop.store.set('WM1', { ...order, timeline: [...order.timeline, { at: now, type: 'refund-twice-resolved' }] })
    return { ok: true, order }
  }
  await screen.tap('登记处理结果')
  await screen.tap('买家已退回')
  await screen.tap('确认登记')
  expect(noted).toEqual([{ ...named, note: '买家已退回' }])
  expect(screen.text()).toMatch(/核对结果 ?买家已退回/)
  expect(screen.text()).not.toContain('怎样处理')
})

test('more refunded than paid ends by a note on the order’s page', async () => {
  const over = { overRefundedFen: 500, isOverRefundTask: true, refundedFen: 13_300, refundableFen: 0 }
  const shop = openMerchantShop([makeShopOrder(over)])
  const { screen } = await openScreen('merchant/order/order?outTradeNo=WM1', shop, {}, () => now)
  expect(screen.text()).toContain('多退款 退给买家的钱多于实付，请勿交付商品，并与买家核对')
  expect(screen.text()).not.toContain('确认取货')
  const noted: unknown[] = []
  shop.handlers['resolve-refund-task'] = (data) => {
    noted.push(data)
    const overRefundResolution = { by: 'oTes…0002', at: now, note: data.note }
    return { ok: true, order: makeShopOrder({ ...over, isOverRefundTask: false, overRefundResolution }) }
  }
  await screen.tap('登记处理')
  await screen.tap('不再追回')
  await screen.tap('确认登记')
  expect(noted).toEqual([{ outTradeNo: 'WM1', note: '不再追回' }])
  expect(screen.text()).toMatch(/处理说明 ?不再追回/)
  expect(screen.problems).toEqual([])
})

test('an extra payment can be given back again', async () => {
  const extra = { transactionId: '42002', totalFen: 12_800, paidAt: now, refundableFen: 12_800 }
  const shop = openMerchantShop([makeShopOrder({ extraPayments: [extra] })])
  const { screen } = await openScreen('merchant/order/order?outTradeNo=WM1', shop, {}, () => now)
  const sent: unknown[] = []
  shop.handlers.refund = (data) => {
    sent.push(data)
    return { ok: true, refund: makeRefund({ state: 'processing', requestedBy: 'merchant' }) }
  }
  await screen.tap('退回这笔付款')
  await screen.input('.t-textarea__wrapper-inner', '重复付款')
  await screen.tap('下一步')
  await screen.tap('确认退款')
  expect(sent).toMatchObject([{ outTradeNo: 'WM1', amountFen: 12_800, transactionId: '42002' }])
})

test.each(['withdrawn', 'rejected'] as const)('%s: nothing is to be done', async (state) => {
  const { screen } = await open({ state })
  expect(screen.text()).not.toContain('怎样处理')
})
