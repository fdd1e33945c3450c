import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatewayText } from '../src/gateway/gateway-text.ts'

test.each<[text: string, maxBytes: number, fit: string]>([
  ['不喜欢', 80, '不喜欢'],
  ['  不喜欢\n', 80, '不喜欢'],
  ['a`b``c', 80, "a'b''c"],
  // Three bytes a character: a fourth does not fit into eleven.
  ['茶茶茶茶', 11, '茶茶茶'],
  ['茶茶茶茶', 12, '茶茶茶茶'],
  // Four bytes, two UTF-16 units: never cut in half.
  ['🍵🍵', 7, '🍵'],
  ['a🍵', 4, 'a'],
  // The cut leaves no outer blank.
  ['ab cd', 3, 'ab'],
  ['', 80, ''],
  ['   ', 80, ''],
  ['茶', 2, ''],
])('gatewayText(%j, %d) is %j', (text, maxBytes, fit) => {
  expect(gatewayText(text, maxBytes)).toBe(fit)
})

test('of any text: short enough, no back-tick, no outer blank, the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(130), (text, maxBytes) => {
      const fit = gatewayText(text, maxBytes)
      expect(Buffer.byteLength(fit)).toBeLessThanOrEqual(maxBytes)
      expect(fit).not.toContain('`')
      expect(fit).toBe(fit.trim())
      expect(gatewayText(fit, maxBytes)).toBe(fit)
    }),
  )
})
