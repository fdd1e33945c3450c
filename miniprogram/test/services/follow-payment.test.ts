import type { OrderView } from '@stack/contract'
import { expect, test } from 'vitest'
import { callFunction } from '../../services/call-function.ts'
import { followPayment } from '../../services/follow-payment.ts'
import type { CashierWord } from '../../services/open-cashier.ts'
import { makeOrder, moved, openShop } from '../helpers/shop.ts'

const unpaid = makeOrder()

/** Asks a shop that tells these in turn (null: no answer), the last for ever. */
async function follow(word: CashierWord, told: (OrderView | null)[], stopAfter = Number.POSITIVE_INFINITY) {
  const shop = openShop()
  const pauses: number[] = []
  let asked = 0
  shop.handlers['get-order'] = () => {
    const order = told[Math.min(asked, told.length - 1)]
    asked += 1
    if (order === null) shop.lost.push('get-order')
    return order ? { ok: true, order } : { ok: false, refused: 'not_found' }
  }
  const followed = await followPayment('WM1', word, {
    call: (name, data) => callFunction(name, data, shop.wx.cloud as unknown as typeof wx.cloud),
    pause: async (ms) => void pauses.push(ms),
    stopped: () => asked >= stopAfter,
  })
  return { ...followed, state: followed.order?.state ?? null, asked, pauses }
}

const paid = moved(unpaid, 'paid')
const closing = moved(unpaid, 'closing')
const patience = [1_000, 2_000, 4_000, 8_000, 15_000]

test.each<
  [
    word: CashierWord,
    told: (OrderView | null)[],
    end: { state: OrderView['state'] | null; confirming: boolean; refused: string | null; pauses: number[] },
  ]
>([
  ['ok', [paid], { state: 'paid', confirming: false, refused: null, pauses: [] }],
  ['ok', [unpaid, null, paid], { state: 'paid', confirming: false, refused: null, pauses: [1_000, 2_000] }],
  ['ok', [closing], { state: 'closing', confirming: true, refused: null, pauses: patience }],
  ['ok', [null], { state: null, confirming: true, refused: 'no_answer', pauses: patience }],
  ['failed', [unpaid], { state: 'unpaid', confirming: false, refused: null, pauses: [1_500, 1_600] }],
  ['failed', [null], { state: null, confirming: true, refused: 'no_answer', pauses: [1_500, 1_600] }],
  ['failed', [unpaid, null], { state: 'unpaid', confirming: false, refused: 'no_answer', pauses: [1_500, 1_600] }],
  ['cancel', [unpaid], { state: 'unpaid', confirming: false, refused: null, pauses: [] }],
  ['cancel', [null], { state: null, confirming: false, refused: 'no_answer', pauses: [] }],
])('the cashier said %s: asked until it is over or the patience ends', async (word, told, end) => {
  expect(await follow(word, told)).toMatchObject(end)
})

test('an order that is not there is not asked for again', async () => {
  const end = { order: null, confirming: false, refused: 'not_found', asked: 1, pauses: [] }
  expect(await follow('ok', [])).toMatchObject(end)
})

test('stopped: no further question', async () => {
  expect(await follow('ok', [unpaid], 2)).toMatchObject({ asked: 2, pauses: [1_000, 2_000] })
  expect(await follow('ok', [unpaid], 0)).toMatchObject({ order: null, asked: 0 })
})
