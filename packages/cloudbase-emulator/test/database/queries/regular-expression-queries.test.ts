import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, failure, startWithSdk } from '../../helpers/database-fixture.ts'

let stack: Awaited<ReturnType<typeof startWithSdk>>
const notes = () => stack.db.collection('notes')

beforeAll(async () => {
  stack = await startWithSdk()
  await notes().add({
    data: [
      { _id: 'emoji', text: '😀' },
      { _id: 'line', text: 'end\n' },
      { _id: 'mixed', text: 'a1' },
      { _id: 'dots', text: 'A.B' },
      { _id: 'list', text: ['x', 'a1'] },
      { _id: 'listInList', text: [['a1']] },
      { _id: 'number', text: 1 },
      { _id: 'long', long: `${'a'.repeat(40)}!` },
    ],
  })
})
afterAll(() => stack.close())

/** @see https://www.mongodb.com/docs/manual/reference/operator/query/regex/; reported as TencentCloudBase/node-sdk#3 */
test.each<[regexp: string, options: string, finds: string[]]>([
  ['^.$', '', ['emoji', 'list']],
  ['end$', '', ['line']],
  ['^a[[:digit:]]$', '', ['mixed', 'list']],
  ['\\Aa1\\z', '', ['mixed', 'list']],
  ['\\QA.B\\E', '', ['dots']],
  ['^a\\d$', '', ['mixed', 'list']],
  ['^A1$', 'i', ['mixed', 'list']],
])('db.RegExp /%s/%s', async (regexp, options, finds) => {
  const { data } = await notes()
    .where({ text: stack.db.RegExp({ regexp, options }) })
    .get()
  expect(data.map(({ _id }) => _id)).toEqual(finds)
})

test.each<[title: string, condition: (_: Command) => unknown, finds: string[]]>([
  ['a literal', () => ({ text: /^a1$/ }), ['mixed', 'list']],
  ['in', (_) => ({ text: _.in([/^a1$/, 'A.B']) }), ['mixed', 'dots', 'list']],
  ['nin', (_) => ({ text: _.nin([/1/, /n/, /^.$/]) }), ['dots', 'listInList', 'number', 'long']],
  ['not', (_) => ({ text: _.not(/./) }), ['listInList', 'number', 'long']],
  ['or', (_) => ({ text: _.or(/^A/, /😀/) }), ['emoji', 'dots']],
])('%s', async (_title, condition, finds) => {
  const { data } = await notes().where(condition(stack._)).get()
  expect(data.map(({ _id }) => _id)).toEqual(finds)
})

/** @see https://github.com/mongodb/mongo/blob/r4.4.0/src/mongo/db/matcher/expression_parser.cpp for eq, neq and gt */
test.each<[title: string, condition: (_: Command) => unknown, named: string]>([
  ['the flag g', () => ({ text: /a/g }), 'the flag g in a regular expression'],
  ['the flag y', () => ({ text: /a/y }), 'the flag y in a regular expression'],
  ['the flag d', () => ({ text: /a/d }), 'the flag d in a regular expression'],
  ['the flag u', () => ({ text: /a/u }), 'the flag u in a regular expression'],
  [
    'the flag v',
    () => ({ text: stack.db.RegExp({ regexp: 'a', options: 'v' }) }),
    'the flag v in a regular expression',
  ],
  ['a flag in a list', (_) => ({ text: _.in([/a/g]) }), 'the flag g in a regular expression'],
  ['lookbehind', () => ({ text: /(?<=a)1/ }), 'the group (?<=… in a regular expression, which looks behind'],
  ['eq', (_) => ({ text: _.eq(/a/) }), '$eq with a regular expression (on the field text)'],
  ['neq', (_) => ({ text: _.neq(/a/) }), '$ne with a regular expression (on the field text)'],
  ['gt', (_) => ({ text: _.gt(/a/) }), '$gt with a regular expression (on the field text)'],
  ['an explosion', () => ({ long: /^(a+)+$/ }), 'which took more than 500 ms for one text'],
])('%s is refused by name', async (_title, condition, named) => {
  stack.warnings.length = 0
  expect((await failure(notes().where(condition(stack._)).get())).message).toContain(named)
  expect(stack.warnings).toEqual([expect.stringContaining(named)])
})
