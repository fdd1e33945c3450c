import type { CallAnswer } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { callFunction } from '../../services/call-function.ts'
import type { CashierWord } from '../../services/open-cashier.ts'
import { buy, type PayProgress, type PayTools, type Purchase, payOrder } from '../../services/pay-order.ts'
import { makeOrder, moved, openShop, payment } from '../helpers/shop.ts'

const purchase: Purchase = { requestId: '000ff0ff0102030405060708090a0b0c', lines: [{ productId: 'tea', quantity: 1 }] }
const unpaid = makeOrder()

/** A shop, and a phone whose cashier says `word`; pauses pass at once and are noted. */
function setUp(word: CashierWord, atCashier: (shop: ReturnType<typeof openShop>) => void = () => undefined) {
  const shop = openShop()
  const pauses: number[] = []
  const progress: PayProgress[] = []
  const opened: unknown[] = []
  const tools: PayTools = {
    call: (name, data) => callFunction(name, data, shop.wx.cloud as unknown as typeof wx.cloud),
    openCashier: async (params) => {
      opened.push(params)
      atCashier(shop)
      return word
    },
    pause: async (ms) => void pauses.push(ms),
    stopped: () => false,
    onProgress: (step) => progress.push(step),
  }
  shop.orders.set('WM1', unpaid)
  return { shop, tools, pauses, progress, opened }
}

describe('buy', () => {
  test('create-order → unified-order → cashier → get-order, once each, when all goes well', async () => {
    const { shop, tools, opened, progress } = setUp('ok', (at) => at.move('WM2', 'paid'))
    const result = await buy(purchase, tools)
    expect(shop.calls).toEqual(['create-order', 'unified-order', 'get-order'])
    expect(opened).toEqual([payment])
    expect(result).toEqual({ order: shop.orders.get('WM2'), confirming: false, refused: null })
    expect(result.order?.state).toBe('paid')
    expect(progress.map(({ order, confirming, said }) => [order.outTradeNo, confirming, said])).toEqual([
      ['WM2', false, null],
      ['WM2', true, 'ok'],
    ])
  })

  test('the same purchase again, after its answer was lost, is the same order', async () => {
    const { shop, tools } = setUp('ok', (at) => at.move('WM2', 'paid'))
    shop.lost.push('create-order')
    expect(await buy(purchase, tools)).toEqual({ order: null, confirming: false, refused: 'no_answer' })
    expect((await buy(purchase, tools)).order?.outTradeNo).toBe('WM2')
    expect([...shop.orders.keys()]).toEqual(['WM1', 'WM2'])
  })

  test('a refused order goes no further', async () => {
    const { shop, tools, progress } = setUp('ok')
    shop.handlers['create-order'] = () => ({ ok: false, refused: 'out_of_stock' })
    expect(await buy(purchase, tools)).toEqual({ order: null, confirming: false, refused: 'out_of_stock' })
    expect(shop.calls).toEqual(['create-order'])
    expect(progress).toEqual([])
  })
})

describe('payOrder', () => {
  test('does not believe the cashier: ok, but the order stays unpaid', async () => {
    const { tools, pauses, progress } = setUp('ok')
    expect(await payOrder(unpaid, tools)).toEqual({ order: unpaid, confirming: true, refused: null })
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000])
    expect(progress).toEqual([{ order: unpaid, confirming: true, said: 'ok' }])
  })

  test('opens no cashier over a page that is gone', async () => {
    const { tools, opened } = setUp('ok')
    const result = await payOrder(unpaid, { ...tools, stopped: () => true })
    expect(result).toEqual({ order: unpaid, confirming: false, refused: null })
    expect(opened).toEqual([])
  })

  test('stops asking as soon as the order is paid', async () => {
    const { shop, tools, pauses } = setUp('ok')
    let asked = 0
    shop.handlers['get-order'] = () => {
      asked += 1
      return { ok: true, order: asked < 3 ? unpaid : moved(unpaid, 'paid') }
    }
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state: 'paid' }, confirming: false, refused: null })
    expect(pauses).toEqual([1_000, 2_000])
  })

  test('does not believe the cashier: an error, but the money was taken', async () => {
    const { tools } = setUp('failed', (at) => at.move('WM1', 'paid'))
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state: 'paid' }, confirming: false, refused: null })
  })

  test('an error and no payment known: unpaid, and that is said', async () => {
    const { tools, pauses } = setUp('failed')
    expect(await payOrder(unpaid, tools)).toEqual({ order: unpaid, confirming: false, refused: 'payment_failed' })
    expect(pauses).toEqual([1_500, 1_600])
  })

  test('an error and no answer about the order: the money may be gone', async () => {
    const { shop, tools } = setUp('failed')
    shop.lost.push('get-order', 'get-order', 'get-order')
    expect(await payOrder(unpaid, tools)).toEqual({ order: unpaid, confirming: true, refused: null })
  })

  test('given up at the cashier: asked once, unpaid, payable again', async () => {
    const { shop, tools, pauses, progress } = setUp('cancel')
    expect(await payOrder(unpaid, tools)).toEqual({ order: unpaid, confirming: false, refused: null })
    expect(shop.calls).toEqual(['unified-order', 'get-order'])
    expect(pauses).toEqual([])
    expect(progress).toEqual([])

    const openCashier = async () => {
      shop.move('WM1', 'paid')
      return 'ok' as const
    }
    expect(await payOrder(unpaid, { ...tools, openCashier })).toMatchObject({
      order: { state: 'paid' },
      confirming: false,
      refused: null,
    })
  })

  test('does not believe the cashier: cancelled, but the money was taken', async () => {
    const { tools } = setUp('cancel', (at) => at.move('WM1', 'paid'))
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state: 'paid' }, confirming: false, refused: null })
  })

  test('closed while the cashier was open', async () => {
    const { tools, pauses } = setUp('ok', (at) => at.move('WM1', 'closed'))
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state: 'closed' }, confirming: false })
    expect(pauses).toEqual([])
  })

  test('answers that get lost on the way are asked for again', async () => {
    const { shop, tools, pauses } = setUp('ok', (at) => at.move('WM1', 'paid'))
    shop.lost.push('get-order', 'get-order')
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state: 'paid' }, confirming: false })
    expect(pauses).toEqual([1_000, 2_000])
  })

  test.each<[Extract<CallAnswer<'unified-order'>, { ok: false }>['refused'], 'unpaid' | 'closing' | 'closed' | 'paid']>(
    [
      ['already_paid', 'paid'],
      ['order_closed', 'closed'],
      ['order_closing', 'closing'],
      ['too_late', 'unpaid'],
      ['gateway_unreachable', 'unpaid'],
      ['gateway_refused', 'unpaid'],
    ],
  )('unified-order refuses with %s: no cashier, and the order as it is: %s', async (refused, state) => {
    const { shop, tools, opened } = setUp('ok')
    if (state !== 'unpaid') shop.move('WM1', state)
    shop.handlers['unified-order'] = () => ({ ok: false, refused })
    expect(await payOrder(unpaid, tools)).toMatchObject({ order: { state }, confirming: false, refused })
    expect(opened).toEqual([])
  })

  test('no network at all: no cashier, the order as it was known', async () => {
    const { shop, tools, opened } = setUp('ok')
    shop.lost.push('unified-order', 'get-order')
    expect(await payOrder(unpaid, tools)).toEqual({ order: unpaid, confirming: false, refused: 'no_answer' })
    expect(opened).toEqual([])
  })
})
