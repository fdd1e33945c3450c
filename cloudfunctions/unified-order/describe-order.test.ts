import type { Order } from '@stack/order'
import { orders } from '@stack/shop/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeOrder } from './describe-order.ts'

function orderOf(...lines: [title: string, quantity: number][]): Order {
  const [line] = orders.unpaid.lines
  if (line === undefined) throw new Error('the sample has a line')
  return { ...orders.unpaid, lines: lines.map(([title, quantity]) => ({ ...line, title, quantity })) }
}

test.each<[order: Order, body: string]>([
  [orderOf(['白毫银针', 1]), '白毫银针'],
  [orderOf(['白毫银针', 2]), '白毫银针 等2件'],
  [orderOf(['白毫银针', 2], ['白瓷杯', 1]), '白毫银针 等3件'],
  [orderOf(['a`b', 1]), "a'b"],
  // 42 characters of 3 bytes are 126; beside a tail of 9 bytes 39 fit.
  [orderOf(['茶'.repeat(50), 1]), '茶'.repeat(42)],
  [orderOf(['茶'.repeat(50), 12]), `${'茶'.repeat(39)} 等12件`],
  // API v2 takes characters of one to three bytes.
  [orderOf(['🍵明前龙井🍃', 1]), '明前龙井'],
  [orderOf(['🍵'.repeat(40), 2]), '商品 等2件'],
])('an order is described in words: %#', (order, body) => {
  expect(describeOrder(order)).toBe(body)
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(127)
})

test('whatever is sold: at most 127 bytes, and the same for every call', () => {
  const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(title, fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 20 }),
      (lines) => {
        const order = orderOf(...lines)
        expect(Buffer.byteLength(describeOrder(order))).toBeLessThanOrEqual(127)
        expect(describeOrder(order)).toBe(describeOrder(order))
      },
    ),
  )
})
