import { limits } from '@stack/order'
import { expect, test } from 'vitest'
import { cartLimits } from '../miniprogram/utils/cart-lines.ts'
import { reasonLength } from '../miniprogram/utils/refund-reason.ts'

test('the mini program, which bundles none of the order model, knows its limits', () => {
  expect(cartLimits).toEqual({ kinds: limits.linesPerOrder, pieces: limits.piecesPerLine })
  expect(reasonLength).toBe(limits.reasonLength)
})
