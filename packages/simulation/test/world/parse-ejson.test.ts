import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { quicken } from '../../src/world/parse-ejson.ts'

// The very bson that the cloud's SDK works with, found the way it finds it.
const fromSdk = createRequire(createRequire(import.meta.url).resolve('wx-server-sdk'))
const fromNodeSdk = createRequire(fromSdk.resolve('@cloudbase/node-sdk'))
const bson = createRequire(fromNodeSdk.resolve('@cloudbase/database'))('bson') as {
  EJSON: { parse(text: string, options?: object): unknown }
}
const vendors = bson.EJSON.parse

test.each([
  ['an order', '{"_id":"WM1","n":{"$numberInt":"1"},"at":{"$numberLong":"1772330400000"},"none":null,"yes":true}'],
  ['lists', '{"a":[{"$numberInt":"-7"},[],{},[{"$numberLong":"-9007199254740991"}],"text"]}'],
  ['an empty document', '{}'],
  ['bare numbers', '{"a":1,"b":[2.5]}'],
])('%s needs no visit to every value', (_what, text) => {
  const parse = vi.fn(vendors)
  expect(quicken(parse)(text)).toStrictEqual(vendors(text))
  expect(parse).not.toHaveBeenCalled()
})

test.each([
  ['{"a":{"$date":{"$numberLong":"5"}}}'],
  ['{"a":{"$numberDouble":"1.5"}}'],
  ['{"a":{"$numberDouble":"NaN"}}'],
  ['{"a":{"$oid":"65f000000000000000000000"}}'],
  ['{"a":{"$numberInt":"05"}}'],
  ['{"a":{"$numberInt":"-0"}}'],
  ['{"a":{"$numberInt":5}}'],
  ['{"a":{"$numberInt":"1","b":2}}'],
  ['{"a":{"b":2,"$numberInt":"1"}}'],
  ['{"a":{"$numberInt":null}}'],
  ['{"a":{"$numberLong":"9007199254740993"}}'],
  ['{"__proto__":{"$numberInt":"1"}}'],
  ['{"a\\u0062":{"$numberInt":"1"}}'],
  ['{"$numberInt":"5"}'],
  ['{"$undefined":true}'],
  ['{"a":"$numberInt"}'],
  ['"text"'],
  ['null'],
  ['7'],
])('%s is what the library makes of it', (text) => {
  expect(quicken(vendors)(text)).toStrictEqual(vendors(text))
})

test('text that is no JSON is refused in the same words', () => {
  expect(() => quicken(vendors)('{"a":')).toThrow(SyntaxError)
})

test('options go to the library', () => {
  const text = '{"a":{"$numberInt":"1"}}'
  expect(quicken(vendors)(text, { relaxed: false })).toStrictEqual(vendors(text, { relaxed: false }))
})

test('whatever is in a document, it is read as by the library', () => {
  const number = fc.oneof(
    fc.integer().map((value) => ({ $numberInt: String(value) })),
    fc.maxSafeInteger().map((value) => ({ $numberLong: String(value) })),
    fc.date({ noInvalidDate: true }).map((date) => ({ $date: { $numberLong: String(date.getTime()) } })),
  )
  const documents = fc.dictionary(
    fc.string(),
    fc.letrec((tie) => ({
      value: fc.oneof(fc.string(), fc.boolean(), fc.constant(null), number, tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(fc.stringMatching(/^[a-z_$]{1,6}$/), tie('value'), { maxKeys: 4 }),
    })).value,
  )
  fc.assert(
    fc.property(documents, (document) => {
      const text = JSON.stringify(document)
      const read = (parse: (text: string) => unknown) => {
        try {
          return { value: parse(text) }
        } catch (error) {
          return { error: String(error) }
        }
      }
      expect(read(quicken(vendors))).toStrictEqual(read(vendors))
    }),
    { numRuns: 500 },
  )
})
