import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acknowledge, buildXml, parseXml, reject } from '../../src/index.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot carry, and CR, which it turns into LF
const uncarriable = /[\0-\x08\x0b-\x1f\ufffe\uffff\p{Surrogate}]/u
const value = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.stringMatching(/^[<>&\]["'!;[a-z ]{0,20}$/),
    fc.constantFrom('0', '007', '-1', '1e5', ' ', ']]>', ']]>]]>', '<![CDATA[', '&amp;', '🎓', '\n'),
  )
  .filter((text) => !uncarriable.test(text))
const fields = fc.dictionary(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/).filter((name) => !(name in {}) && name !== 'prototype'),
  value,
)

test('whatever is built is parsed back, byte for byte', () => {
  fc.assert(
    fc.property(fields, fc.constantFrom('xml', 'root'), (message, root) => {
      expect(parseXml(buildXml(message, { root }), { root })).toEqual({ ...message })
    }),
  )
})

test('whatever is thrown at the parser, it answers with fields or with a coded refusal', () => {
  const piece = fc.constantFrom(
    '<xml>',
    '</xml>',
    '<a>',
    '</a>',
    '<b/>',
    '<![CDATA[',
    ']]>',
    '&lt;',
    '&',
    '<!',
    ' ',
    '1',
    '支',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        for (const one of Object.values(parseXml(pieces.join('')))) expect(one).toBeTypeOf('string')
      } catch (error) {
        expect(error).toHaveProperty('code', expect.stringMatching(/^XML_/))
      }
    }),
    { numRuns: 2000 },
  )
})

test('buildXml writes CDATA and splits its end', () => {
  expect(buildXml({ a: '1', b: 'x]]>y' })).toBe('<xml><a><![CDATA[1]]></a><b><![CDATA[x]]]]><![CDATA[>y]]></b></xml>')
})

/** https://pay.weixin.qq.com/doc/v2/merchant/4011937248 */
test('the two replies to a notification', () => {
  expect(acknowledge()).toBe(
    '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>',
  )
  expect(reject('验签不通过，处理失败')).toBe(
    '<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[验签不通过，处理失败]]></return_msg></xml>',
  )
  expect(parseXml(reject('长'.repeat(200))).return_msg).toHaveLength(128)
})
