import { expect, test } from 'vitest'
import { type Input, InputError, readInput } from '../../src/platform/input.ts'

/** What a reader makes of `{ field: value }`: its value, or the message of its refusal. */
function read(reader: (input: Input) => unknown, value: unknown): unknown {
  try {
    return reader(readInput({ field: value }))
  } catch (error) {
    if (error instanceof InputError) return `refused, ${error.message}`
    throw error
  }
}

const letters = /^[a-z]+$/

const readers: Record<string, (input: Input) => unknown> = {
  string: (input) => input.string('field', letters, 'letters'),
  optionalString: (input) => input.optionalString('field', letters, 'letters'),
  text: (input) => input.text('field', 5),
  integer: (input) => input.integer('field', 1, 9),
  optionalInteger: (input) => input.optionalInteger('field', 1, 9),
  oneOf: (input) => input.oneOf('field', ['all', 'paid']),
  list: (input) => input.list('field', 2).map((item) => item.integer('n', 1, 9)),
  has: (input) => input.has('field'),
}

const no = {
  string: 'refused, field: letters',
  text: 'refused, field: text of at most 5 characters is needed',
  integer: 'refused, field: a whole number from 1 to 9 is needed',
  oneOf: 'refused, field: one of all, paid is needed',
  list: 'refused, field: a list of at most 2 is needed',
}

test.each<[reader: string, value: unknown, result: unknown]>([
  ['string', 'abc', 'abc'],
  ['string', '', no.string],
  ['string', 'ab1', no.string],
  ['string', undefined, no.string],
  ['string', null, no.string],
  ['string', 5, no.string],
  ['string', ['abc'], no.string],
  ['string', { toString: () => 'abc' }, no.string],

  ['optionalString', 'abc', 'abc'],
  ['optionalString', undefined, undefined],
  ['optionalString', null, undefined],
  ['optionalString', '', no.string],
  ['optionalString', 5, no.string],

  ['text', '少糖', '少糖'],
  ['text', '', ''],
  ['text', undefined, ''],
  ['text', null, ''],
  ['text', '  a \n\t b ', 'a b'],
  ['text', 'abcde', 'abcde'],
  ['text', 'abcdef', no.text],
  ['text', '🍵🍵', '🍵🍵'],
  ['text', '🍵🍵🍵', no.text],
  ['text', 'a\u0000b', no.text],
  ['text', 'a\u009fb', no.text],
  ['text', 'a\ud83cb', no.text],
  ['text', 'a\ufffeb', no.text],
  ['text', 'a\uffffb', no.text],
  ['text', 5, no.text],
  ['text', ['a'], no.text],

  ['integer', 1, 1],
  ['integer', 9, 9],
  ['integer', 0, no.integer],
  ['integer', 10, no.integer],
  ['integer', -1, no.integer],
  ['integer', 1.5, no.integer],
  ['integer', '5', no.integer],
  ['integer', Number.NaN, no.integer],
  ['integer', Number.POSITIVE_INFINITY, no.integer],
  ['integer', 2 ** 53, no.integer],
  ['integer', true, no.integer],
  ['integer', undefined, no.integer],
  ['integer', null, no.integer],

  ['optionalInteger', 5, 5],
  ['optionalInteger', undefined, undefined],
  ['optionalInteger', null, undefined],
  ['optionalInteger', 0, no.integer],
  ['optionalInteger', '5', no.integer],

  ['oneOf', 'paid', 'paid'],
  ['oneOf', undefined, undefined],
  ['oneOf', null, undefined],
  ['oneOf', 'PAID', no.oneOf],
  ['oneOf', '', no.oneOf],
  ['oneOf', ['paid'], no.oneOf],

  ['list', [], []],
  ['list', [{ n: 1 }, { n: 2 }], [1, 2]],
  ['list', [{ n: 1 }, { n: 2 }, { n: 3 }], no.list],
  ['list', { 0: { n: 1 }, length: 1 }, no.list],
  ['list', undefined, no.list],
  ['list', 'ab', no.list],
  ['list', [{ n: 1 }, { n: 0 }], 'refused, field[1].n: a whole number from 1 to 9 is needed'],
  ['list', [{ n: 1 }, null], 'refused, field[1]: an object is needed'],
  ['list', [[]], 'refused, field[0]: an object is needed'],

  ['has', 0, true],
  ['has', '', true],
  ['has', undefined, false],
  ['has', null, false],
])('%s of %j is %j', (reader, value, result) => {
  expect(read(readers[reader] as (input: Input) => unknown, value)).toStrictEqual(result)
})

test.each([[null], [undefined], ['text'], [5], [true], [[]], [() => ({})]])('readInput(%o) is refused', (data) => {
  expect(() => readInput(data)).toThrow(new InputError('data', 'an object is needed'))
})

test('only own fields count: nothing comes from the prototype', () => {
  expect(readInput({}).has('toString')).toBe(false)
  expect(readInput(JSON.parse('{ "__proto__": { "field": "abc" } }')).has('field')).toBe(false)
})

test('the error names the field, with its place in a list', () => {
  const input = readInput({ lines: [{ quantity: 1 }, { quantity: 'two' }] })
  const second = input.list('lines', 20)[1]
  expect(() => second?.integer('quantity', 1, 99)).toThrow(expect.objectContaining({ field: 'lines[1].quantity' }))
})
