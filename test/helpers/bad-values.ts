// Values that no field takes, by what the field should hold.

/** Own properties with these names: object literals cannot make the first. */
const prototypeTricks = JSON.parse('{"__proto__":{"ok":true},"constructor":{"prototype":{"ok":true}}}') as object

/** What it is, and the value to be sent in a field's place. */
export type Bad = [what: string, value: unknown]
export const notOrderNumbers: Bad[] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 1_234_567],
  ['a list', ['WM00000001']],
  ['a query operator', { $ne: null }],
  ['empty', ''],
  ['too short', 'WM001'],
  ['33 characters', 'W'.repeat(33)],
  ['Chinese', '订单一二三四五六'],
  ['with a line break', 'WM00000001\n'],
  ['a path', '../orders/1'],
  ['prototype tricks', prototypeTricks],
]
export const notRequestIds: Bad[] = [
  ['missing', undefined],
  ['a number', 12_345_678],
  ['too short', 'short'],
  ['65 characters', 'r'.repeat(65)],
  ['with a blank', 'request 0001'],
  ['a query operator', { $gt: '' }],
]
export const notAmounts: Bad[] = [
  ['missing', undefined],
  ['null', null],
  ['zero', 0],
  ['negative', -1],
  ['a fraction', 0.5],
  ['a text', '100'],
  ['more than any order', 100_000_001],
  ['huge', 1e308],
  ['beyond exact integers', 2 ** 53],
  ['an object', { valueOf: 1 }],
]
export const notReasons: Bad[] = [
  ['81 characters', '由'.repeat(81)],
  ['a number', 5],
  ['a control character', 'a\u0000b'],
  ['half a character', 'a\ud83d'],
  ['U+FFFE, which XML cannot hold', 'a\ufffe'],
  ['an object', {}],
]
export const notRefundIds: Bad[] = [
  ['a number', 1],
  ['too short', 'R1'],
  ['65 characters', 'R'.repeat(65)],
  ['a query operator', { $exists: true }],
]
export const notNotes: Bad[] = [
  ['missing', undefined],
  ['blank', ' \t'],
  ['201 characters', '字'.repeat(201)],
]
export const notDiscrepancies: Bad[] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 1],
  ['a kind alone', 'fee'],
  ['a number alone', '4200000001'],
  ['a path', 'fee-../orders/1'],
  ['with a line break', 'fee-1\n'],
  ['65 characters', `fee-${'4'.repeat(65)}`],
  ['an operator', { $ne: null }],
]
export const notPages: [field: string, bad: Bad[]][] = [
  [
    'limit',
    [
      ['zero', 0],
      ['51', 51],
      ['a fraction', 1.5],
      ['a text', '20'],
      ['negative', -1],
    ],
  ],
  [
    'after',
    [
      ['no cursor', 'yesterday'],
      ['a number', 1],
      ['an operator', { $lt: 1 }],
      ['16 digits', `${'9'.repeat(16)}_WM00000001`],
    ],
  ],
]
