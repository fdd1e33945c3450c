import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderNumber } from './order-number.ts'

const openid = 'oTestBuyer_00000000000000001'

// Pinned: another rule would give a repeated request of an older version a second order.
test.each([
  [openid, 'request-1', 'WMFALHYFM3VXO8CF50O68WVXL4'],
  [openid, 'request-2', 'WMRTRY5A7Z3ATDSRX6EDXFBCPR'],
  ['oTestBuyer_00000000000000002', 'request-1', 'WMEH94KHO4A31WI08D9MO1Y9GH'],
])('orderNumber of %s, %s is %s', (buyer, requestId, number) => {
  expect(orderNumber({ openid: buyer, requestId })).toBe(number)
})

test('any number: 26 characters, the prefix of the shop, digits and capitals; the same again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (buyer, requestId) => {
      const number = orderNumber({ openid: buyer, requestId })
      expect(number).toMatch(/^WM[0-9A-Z]{24}$/)
      expect(orderNumber({ openid: buyer, requestId })).toBe(number)
    }),
  )
})

test('openid and requestId do not run into each other', () => {
  expect(orderNumber({ openid: 'oA', requestId: 'B' })).not.toBe(orderNumber({ openid: 'o', requestId: 'AB' }))
})
