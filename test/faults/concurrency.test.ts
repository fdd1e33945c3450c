import { users } from '@stack/local-stack'
import { beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../helpers/shop.ts'

// Many at once, through the real bundles and the real transactions: what the database decides, it decides once.

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

const times = <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))

const refusedOf = (answer: { ok: boolean; refused?: string }) => (answer.ok ? 'ok' : (answer.refused ?? ''))

function tally(answers: { ok: boolean; refused?: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[refusedOf(answer)] = (counts[refusedOf(answer)] ?? 0) + 1
  return counts
}

async function stockOf(productId: string): Promise<number | undefined> {
  const answer = await shop.phone('Looker').call('list-products', {})
  return answer.ok ? answer.products.find((product) => product.productId === productId)?.stock : undefined
}

async function paidOrder(name: string): Promise<string> {
  const buyer = shop.phone(name)
  const made = await buyer.call('create-order', {
    requestId: `paid-${name}`,
    lines: [{ productId: 'cake-osmanthus', quantity: 1 }],
  })
  if (!made.ok) throw new Error(made.refused)
  const { outTradeNo } = made.order
  const prepared = await buyer.call('unified-order', { outTradeNo })
  if (!prepared.ok) throw new Error(prepared.refused)
  await buyer.cashier(prepared.payment)
  const asked = await buyer.call('get-order', { outTradeNo })
  expect(asked).toMatchObject({ ok: true, order: { state: 'paid' } })
  return outTradeNo
}

describe('orders made at once', () => {
  test('one requestId tapped 8 times is one order and takes its stock once', async () => {
    const before = await stockOf('cup-celadon')
    const answers = await times(8, () =>
      shop.phone('Tapper').call('create-order', {
        requestId: 'tapped-0001',
        lines: [{ productId: 'cup-celadon', quantity: 3 }],
      }),
    )
    expect(tally(answers)).toEqual({ ok: 8 })
    expect(new Set(answers.map((answer) => answer.ok && answer.order.outTradeNo)).size).toBe(1)
    expect(await stockOf('cup-celadon')).toBe((before ?? 0) - 3)
  })

  test('one buyer gets 5 unpaid orders out of 8 asked for at once', async () => {
    const answers = await times(8, (n) =>
      shop.phone('Hoarder').call('create-order', {
        requestId: `hoard-000${n}`,
        lines: [{ productId: 'sticker', quantity: 1 }],
      }),
    )
    expect(tally(answers)).toEqual({ ok: 5, too_many_unpaid_orders: 3 })
  })

  test('a buyer at the cap may order again as soon as one order is paid or closed', async () => {
    const hoarder = shop.phone('Hoarder')
    const again = { requestId: 'hoard-again', lines: [{ productId: 'sticker', quantity: 1 }] }
    expect(await hoarder.call('create-order', again)).toEqual({ ok: false, refused: 'too_many_unpaid_orders' })
    const listed = await hoarder.call('list-orders', { tab: 'unpaid' })
    if (!listed.ok || listed.orders[0] === undefined) throw new Error('no order to cancel')
    await hoarder.call('cancel-order', { outTradeNo: listed.orders[0].outTradeNo })
    expect(await hoarder.call('create-order', again)).toMatchObject({ ok: true })
  })

  test('six buyers race for the last pieces: nobody gets what is not there', async () => {
    // 40 in stock: 7 each fits five times.
    const answers = await times(6, (n) =>
      shop.phone(`Racer${n}`).call('create-order', {
        requestId: 'race-0001',
        lines: [{ productId: 'tea-longjing', quantity: 7 }],
      }),
    )
    expect(tally(answers)).toEqual({ ok: 5, out_of_stock: 1 })
    expect(await stockOf('tea-longjing')).toBe(5)
  })
})

describe('money asked for at once', () => {
  test('five unified orders of one order are one order at the gateway, payable once', async () => {
    const buyer = shop.phone('Payer')
    const made = await buyer.call('create-order', {
      requestId: 'payer-0001',
      lines: [{ productId: 'tea-puer', quantity: 1 }],
    })
    if (!made.ok) throw new Error(made.refused)
    const { outTradeNo } = made.order
    const prepared = await times(5, () => buyer.call('unified-order', { outTradeNo }))
    expect(tally(prepared)).toEqual({ ok: 5 })
    const paid = await Promise.all(prepared.map((answer) => answer.ok && buyer.cashier(answer.payment)))
    expect(paid.filter((answer) => answer && answer.errMsg === 'requestPayment:ok')).toHaveLength(1)
    const orders = await shop.gateway<{ outTradeNo: string }[]>('/orders')
    expect(orders.filter((order) => order.outTradeNo === outTradeNo)).toHaveLength(1)
  })

  test('six refunds of two fifths each: two are entered and sent a minute apart, four are over', async () => {
    const outTradeNo = await paidOrder('Splitter')
    const merchant = shop.phone(users.merchant)
    const answers = await times(6, (n) =>
      merchant.call('refund', { outTradeNo, amountFen: 792, reason: '同时退', requestId: `split-000${n}` }),
    )
    expect(tally(answers)).toEqual({ ok: 2, over_refundable: 4 })
    const sent = async () => {
      const refunds = await shop.gateway<{ outTradeNo: string; acceptedAt: number }[]>('/refunds')
      return refunds.filter((refund) => refund.outTradeNo === outTradeNo).map(({ acceptedAt }) => acceptedAt)
    }
    expect(await sent()).toHaveLength(1)
    await shop.stack.clock.advance(121_000)
    const [first = 0, second = 0, ...more] = await sent()
    expect(more).toEqual([])
    expect(second - first).toBeGreaterThanOrEqual(60_000)
  })

  test('approve, reject and withdraw at once: one of them happens', async () => {
    const outTradeNo = await paidOrder('Decider')
    const buyer = shop.phone('Decider')
    const merchant = shop.phone(users.merchant)
    const wanted = { requestId: 'decide-0001', outTradeNo, amountFen: 100, reason: '' }
    expect(await buyer.call('request-refund', wanted)).toMatchObject({ ok: true })
    const refundId = `${outTradeNo}R1`
    const answers = await Promise.all([
      merchant.call('refund', { outTradeNo, refundId }),
      merchant.call('reject-refund', { outTradeNo, refundId, reason: '已使用' }),
      buyer.call('withdraw-refund', { outTradeNo, refundId }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const asked = await buyer.call('get-order', { outTradeNo })
    const decided = asked.ok
      ? asked.order.timeline.map(({ type }) => type).filter((type) => /approved|rejected|withdrawn/.test(type))
      : []
    expect(decided).toHaveLength(1)
  })
})
