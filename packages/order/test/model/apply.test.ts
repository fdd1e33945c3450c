import { describe, expect, test } from 'vitest'
import { apply, fold, type OrderEvent } from '../../src/index.ts'
import { call, closed, collected, expiry, factsOf, fresh, noon, paidAfterClose, prepaid } from '../helpers/orders.ts'
import { withRefund } from '../helpers/refunds.ts'

describe('fold(history) is what the order says of itself', () => {
  test.each([
    ...Object.entries({ fresh, prepaid, closed, paidAfterClose, collected }),
    ...Object.entries(withRefund).map(([state, order]) => [`refund ${state}`, order] as const),
  ])('%s', (_, order) => {
    expect(fold(order.history)).toEqual(factsOf(order))
  })
})

test('a shorter call takes nothing from the time in which a longer one may be under way', () => {
  const shorter: OrderEvent = {
    ...call,
    type: 'prepay-begun',
    at: noon,
    timeStart: noon,
    timeExpire: expiry,
    inFlightUntil: noon,
  }
  expect(fold([...prepaid.history, shorter])).toEqual(factsOf(prepaid))
})

describe('no such history was ever written', () => {
  const [made] = fresh.history as [OrderEvent]
  const prepaidOnly: OrderEvent = { type: 'prepaid', at: noon, prepayId: 'wx1' }

  // biome-ignore format: one row is one history
  test.each<[situation: string, history: OrderEvent[], message: string]>([
    ['empty',                  [],                             '[order] an empty history is no order'],
    ['no creation',            [{ type: 'closed', at: noon }], '[order] a history cannot begin with closed'],
    ['two creations',          [made, made],                   '[order] WM1 cannot be created twice'],
    ['prepaid, never begun',   [made, prepaidOnly],            '[order] WM1 got a prepay_id although no unified order was begun'],
  ])('%s', (_, history, message) => {
    expect(() => fold(history)).toThrow(new Error(message))
  })

  test('apply(null, event) begins with the creation', () => {
    expect(apply(null, made)).toEqual(factsOf(fresh))
  })
})
