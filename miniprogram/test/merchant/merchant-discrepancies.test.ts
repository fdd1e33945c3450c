import type { DiscrepancyView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { viewDiscrepancyDetail, viewDiscrepancyRow } from '../../merchant/utils/view-discrepancy.ts'
import type { Refusal } from '../../services/refusals.ts'
import { makeShopOrder, now, openMerchantShop, pageOf } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

const list = 'merchant/discrepancies/discrepancies'
const page = 'merchant/discrepancy/discrepancy?discrepancyId=D1'

function makeDiscrepancy(changes: Partial<DiscrepancyView> = {}): DiscrepancyView {
  return {
    discrepancyId: 'D1',
    kind: 'payment-missing-locally',
    state: 'open',
    billDate: '2026-11-22',
    outTradeNo: 'WM1',
    refundId: null,
    transactionId: '4200000001',
    localFen: null,
    gatewayFen: 12_800,
    foundAt: now,
    isRepairable: true,
    reported: null,
    resolvedAt: null,
    resolvedBy: null,
    resolution: null,
    note: null,
    ...changes,
  }
}

const resolvedAs = (resolution: 'repaired' | 'noted', note: string | null): Partial<DiscrepancyView> => ({
  ...{ state: 'resolved', resolution, note, resolvedAt: now, resolvedBy: 'oTes…0002' },
})

/** A shop with these discrepancies. */
function openStore(discrepancies = [makeDiscrepancy()]) {
  const shop = openMerchantShop([makeShopOrder()])
  const store = new Map(discrepancies.map((discrepancy) => [discrepancy.discrepancyId, discrepancy]))
  const resolved: unknown[] = []
  const idOf = (discrepancy: DiscrepancyView) => discrepancy.discrepancyId
  shop.handlers['list-discrepancies'] = ({ state, discrepancyId, after }) => {
    const ofState = [...store.values()].filter((discrepancy) => (state ?? discrepancy.state) === discrepancy.state)
    const fits = ofState.filter((discrepancy) => (discrepancyId ?? idOf(discrepancy)) === idOf(discrepancy))
    return pageOf(fits, after, idOf, 'discrepancies') as never
  }
  shop.handlers['resolve-discrepancy'] = (data) => {
    resolved.push(data)
    const changes = data.how === 'note' ? resolvedAs('noted', data.note) : resolvedAs('repaired', null)
    const discrepancy = makeDiscrepancy({ ...store.get(data.discrepancyId), ...changes })
    store.set(data.discrepancyId, discrepancy)
    return { ok: true, discrepancy }
  }
  return Object.assign(shop, { resolved })
}

const open = async (start: string, discrepancies?: DiscrepancyView[]) => {
  const shop = openStore(discrepancies)
  const { screen } = await openScreen(start, shop, {}, () => now)
  return { shop, screen }
}

const many = ['1', '2', '3', '4'].map((number) =>
  makeDiscrepancy({ discrepancyId: `D${number}`, outTradeNo: `WM${number}` }),
)

describe('the list', () => {
  test('what does not fit, by how much, and which bill says so; page by page', async () => {
    const { screen } = await open(list, many)
    expect(screen.text()).toContain('收款未入账2026-11-22 账单 微信支付收到了这笔款，账上没有')
    expect(screen.text()).toMatch(/账上 ?没有记录 ?微信支付 ?¥128\.00/)
    expect(screen.text()).not.toContain('WM4')
    await screen.scrollToBottom()
    expect(screen.text()).toContain('WM4')
    await screen.tap('WM4')
    expect(screen.route()).toBe('merchant/discrepancy/discrepancy?discrepancyId=D4')
    expect(screen.text()).toMatch(/订单编号 ?WM4/)
    expect(screen.problems).toEqual([])
  })

  test('open and resolved ones stand apart', async () => {
    const { screen } = await open(list, [makeDiscrepancy(resolvedAs('repaired', null))])
    expect(screen.text()).toContain('账目一致，没有待处理的差异')
    await screen.tap('已处理')
    expect(screen.text()).toContain('已按微信支付的记录更正')
  })

  test('no answer, and then the list', async () => {
    const shop = openStore()
    shop.lost.push('list-discrepancies')
    const { screen } = await openScreen(list, shop)
    await screen.tap('重新加载')
    expect(screen.text()).toContain('收款未入账')
  })
})

describe('one discrepancy', () => {
  test('asked about at WeChat: two taps are one call, and the order records say that it is mended', async () => {
    const { screen, shop } = await open(page)
    await Promise.all([screen.tap('向微信核实'), screen.tap('向微信核实')])
    expect(shop.resolved).toEqual([{ discrepancyId: 'D1', how: 'repair' }])
    expect(screen.text()).toContain('已按微信支付的记录更正')
    expect(screen.text()).not.toContain('登记处理')
    expect(screen.problems).toEqual([])
  })

  test('noted: with words, and no way back', async () => {
    const { screen, shop } = await open(page)
    await screen.tap('登记处理')
    expect(screen.text()).toContain('登记后这笔差异不再待处理，不能撤回')
    await screen.tap('确认登记')
    expect(screen.text()).toContain('请写明怎样处理的')
    await screen.tap('已核对无误')
    await screen.tap('确认登记')
    expect(shop.resolved).toEqual([{ discrepancyId: 'D1', how: 'note', note: '已核对无误' }])
    expect(screen.text()).toMatch(/处理商家 ?oTes…0002 ?处理时间 ?11月23日 21:05 ?处理说明 ?已核对无误/)
    expect(screen.problems).toEqual([])
  })

  test.each<[refused: Refusal, text: string]>([
    ['still_different', '核实后仍不一致，请核对后登记处理'],
    ['not_repairable', '这笔差异无法自动更正，请核对后登记处理'],
    ['gateway_unreachable', '微信支付暂时没有响应，请稍后再试'],
    ['gateway_refused', '微信支付没有受理查询，请稍后再试'],
    ['not_found', '没有找到这笔差异，请刷新后重试'],
  ])('%s: told in a sentence, it stays open', async (refused, text) => {
    const { screen, shop } = await open(page)
    shop.handlers['resolve-discrepancy'] = () => ({ ok: false, refused: refused as 'still_different' })
    await screen.tap('向微信核实')
    expect(screen.text()).toContain(text)
    expect(screen.text()).toContain('登记处理')
  })

  test('no answer: what was written stays, and goes again', async () => {
    const { screen, shop } = await open(page)
    shop.lost.push('resolve-discrepancy')
    await screen.tap('登记处理')
    await screen.tap('已补记账目')
    await screen.tap('确认登记')
    await screen.tap('知道了')
    await screen.tap('确认登记')
    expect(shop.resolved).toHaveLength(2)
    expect(screen.text()).toMatch(/处理说明 ?已补记账目/)
  })

  test('nothing to ask WeChat about: only words are left', async () => {
    const { screen } = await open(page, [
      makeDiscrepancy({ kind: 'fee', isRepairable: false, localFen: 77, gatewayFen: 90 }),
    ])
    expect(screen.text()).toMatch(/按费率应收 ?¥0\.77 ?账单中实收 ?¥0\.90/)
    expect(screen.text()).not.toContain('向微信核实')
    expect(screen.text()).toContain('登记处理')
  })

  test('a way to its order', async () => {
    const { screen } = await open(page)
    await screen.tap('查看订单')
    expect(screen.route()).toBe('merchant/order/order?outTradeNo=WM1')
  })

  test('one that is not there', async () => {
    const { screen } = await open(page, [makeDiscrepancy({ discrepancyId: 'D2' })])
    expect(screen.text()).toContain('没有找到这笔差异')
  })
})

test('a fee that was given back too low', () => {
  const { amounts } = viewDiscrepancyRow(makeDiscrepancy({ kind: 'fee', localFen: -8, gatewayFen: -2 }))
  expect(amounts.map(({ text }) => text)).toEqual(['-¥0.08', '-¥0.02'])
})

test.each<[what: string, changes: Partial<DiscrepancyView>, order: string]>([
  ['money of an order that nobody knows', { isRepairable: false }, ''],
  ['money of an order of the shop', { isRepairable: true }, 'WM1'],
  ['the same, booked', { isRepairable: false, ...resolvedAs('repaired', null) }, 'WM1'],
  ['anything else is about an order', { kind: 'refund-state', isRepairable: false }, 'WM1'],
])('%s: the order that it leads to', (_what, changes, order) => {
  expect(viewDiscrepancyDetail(makeDiscrepancy(changes), now).order).toBe(order)
})

test('one of a refund is known by the refund; one of a notification has no bill', () => {
  const discrepancy = makeDiscrepancy({ kind: 'refund-missing-locally', refundId: 'WM9R1', billDate: null })
  expect(viewDiscrepancyRow(discrepancy)).toMatchObject({ number: 'WM9R1', source: '支付通知', text: '退款未入账' })
})

test('a kind that this version does not know has a name too', () => {
  expect(viewDiscrepancyRow(makeDiscrepancy({ kind: 'tax' as 'fee' })).text).toBe('账目不一致')
})
