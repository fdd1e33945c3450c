import { allFiles, read } from '@stack/local-stack/testing'
import { refusals } from 'miniprogram/refusals'
import { expect, test } from 'vitest'
import { errorCodes } from 'wxpay-core'

/** The rows of the tables under a heading, cell by cell. */
function rowsUnder(heading: string): string[][] {
  const section =
    read('docs/errors.md')
      .split(/^## /m)
      .find((text) => text.startsWith(heading)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`|`$/g, '')),
    )
}

test('docs/errors.md lists every refusal of a function, with the sentence that the user reads', () => {
  const listed = rowsUnder('1. ').map((cells) => [cells[0], cells.at(-1)])
  const told = Object.entries(refusals).map(([refused, { text }]) => [refused, text])
  expect(Object.fromEntries(listed)).toStrictEqual(Object.fromEntries(told))
  expect(listed).toHaveLength(told.length)
})

test('docs/errors.md lists every code of wxpay-core, with its kind and meaning', () => {
  const listed = rowsUnder('4. ').map((cells) => [cells[0], cells[1], cells.at(-1)])
  expect(listed).toStrictEqual(Object.entries(errorCodes).map(([code, { kind, meaning }]) => [code, kind, meaning]))
})

test('docs/errors.md lists every log event of the functions', () => {
  const product = allFiles().filter(
    (file) =>
      /^(?:cloudfunctions|packages\/(?:cloud-function|shop)\/src)\/.*\.ts$/.test(file) && !/\.test\.ts$/.test(file),
  )
  const events = product.flatMap((file) =>
    [...read(file).matchAll(/'([a-z_]+\.(?!pem)[a-z_]+)'/g)].map(([, event]) => event),
  )
  const listed = rowsUnder('6. ').map(([event]) => event)
  expect(events.filter((event) => !listed.includes(event))).toStrictEqual([])
  // Those that `refundEventOf` makes of a state stand nowhere as a whole.
  const ofStates = [
    'processing',
    'succeeded',
    'returned_to_merchant',
    'abnormal',
    'closed',
    'settled_manually',
    'refunded_twice',
  ]
  expect(listed.filter((event) => !events.includes(event))).toStrictEqual(
    ofStates.map((state) => `refund.${state}`).sort(),
  )
})
