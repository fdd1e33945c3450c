import { expect, test } from 'vitest'
import { type RefundState, refundWeights } from '../../src/index.ts'

test('how often the amount of a refund counts in each sum, by its state', () => {
  // biome-ignore format: one row is one state
  const table: Record<RefundState, [reserved: number, committed: number, refunded: number, usedUp: number | string]> = {
    waiting:                [1, 0, 0, 0],
    withdrawn:              [0, 0, 0, 0],
    rejected:               [0, 0, 0, 0],
    approved:               [1, 1, 0, 1],
    refused:                [1, 1, 0, 0],
    processing:             [1, 1, 0, 1],
    succeeded:              [1, 1, 1, 1],
    'returned-to-merchant': [1, 1, 0, 1],
    abnormal:               [1, 1, 0, 1],
    closed:                 [0, 0, 0, 0],
    abandoned:              [0, 0, 0, 'as-reported'],
    'settled-manually':     [1, 1, 1, 'as-reported'],
    'refunded-twice':       [2, 2, 2, 1],
  }
  const actual = Object.fromEntries(
    Object.entries(refundWeights).map(([state, { reserved, committed, refunded, usedUp }]) => [
      state,
      [reserved, committed, refunded, usedUp],
    ]),
  )
  expect(actual).toStrictEqual(table)
})
