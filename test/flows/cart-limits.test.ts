import { limits } from '@stack/order'
import { cartLimits } from 'miniprogram/cart-lines'
import { reasonLength } from 'miniprogram/refund-reason'
import { expect, test } from 'vitest'

test('the mini program, which bundles none of the order model, knows its limits', () => {
  expect(cartLimits).toEqual({ kinds: limits.linesPerOrder, pieces: limits.piecesPerLine })
  expect(reasonLength).toBe(limits.reasonLength)
})
