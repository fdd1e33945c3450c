import type { CallAnswer, CallData } from '@stack/contract'
import { expect, test } from 'vitest'
import type { callFunction } from '../../services/call-function.ts'
import { loadOrders } from '../../services/load-orders.ts'
import { makeOrder } from '../helpers/shop.ts'

/** A function that lists so many orders, and keeps what it was asked. */
function listing(total: number, refuseAt = Number.POSITIVE_INFINITY) {
  const asked: CallData<'list-orders'>[] = []
  const orders = Array.from({ length: total }, (_, at) => makeOrder({ outTradeNo: `WM${at}`, createdAt: total - at }))
  const list = async (_name: string, data: CallData<'list-orders'>): Promise<CallAnswer<'list-orders'>> => {
    asked.push(data)
    if (asked.length >= refuseAt) return { ok: false, refused: 'wrong_trigger' }
    const from = Number(data.after ?? 0)
    const to = from + (data.limit ?? 20)
    return { ok: true, orders: orders.slice(from, to), next: to < total ? String(to) : null }
  }
  return { asked, orders, call: list as unknown as typeof callFunction }
}

test.each<[total: number, count: number, asked: CallData<'list-orders'>[], next: string | null]>([
  [0, 10, [{ tab: 'all', limit: 10 }], null],
  [10, 10, [{ tab: 'all', limit: 10 }], null],
  [30, 10, [{ tab: 'all', limit: 10 }], '10'],
  [
    130,
    120,
    [
      { tab: 'all', limit: 50 },
      { tab: 'all', limit: 50, after: '50' },
      { tab: 'all', limit: 20, after: '100' },
    ],
    '120',
  ],
])('of %i orders the first %i', async (total, count, calls, next) => {
  const { asked, orders, call } = listing(total)
  expect(await loadOrders({ tab: 'all', count }, call)).toEqual({ ok: true, orders: orders.slice(0, count), next })
  expect(asked).toEqual(calls)
})

test('goes on after a cursor', async () => {
  const { asked, orders, call } = listing(15)
  expect(await loadOrders({ tab: 'paid', count: 10, after: '10' }, call)).toEqual({
    ok: true,
    orders: orders.slice(10),
    next: null,
  })
  expect(asked).toEqual([{ tab: 'paid', limit: 10, after: '10' }])
})

test('a page that is refused refuses the whole', async () => {
  const { call } = listing(130, 2)
  expect(await loadOrders({ tab: 'all', count: 120 }, call)).toEqual({ ok: false, refused: 'wrong_trigger' })
})
