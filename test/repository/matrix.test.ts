import { allFiles, read } from '@stack/local-stack/testing'
import {
  type Counters,
  calls,
  cellsMissed,
  describeCounters,
  faultKinds,
  faultsOf,
  flowNames,
  matrix,
  type Place,
  scarcestCell,
  timers,
} from '@stack/simulation'
import { describe, expect, test } from 'vitest'

const counters = [...new Set(matrix.flatMap(({ simulated = [] }) => simulated))]
const tests = matrix.flatMap(({ step, fault, directed }) => (directed ? [{ step, fault, ...directed }] : []))

const files = allFiles()
const notified = ['pay-notify', 'refund-notify']
const functions = [...Object.keys(calls), ...Object.keys(timers), ...notified]
const anyFault = new Set<string>(
  (Object.keys(faultKinds) as Place[]).flatMap((place) =>
    [
      '',
      'refund: refund',
      'cancel-order: closeorder',
      'unified-order: unifiedorder',
      'reconcile: downloadbill',
    ].flatMap((step) => [...faultsOf(place, step)]),
  ),
)

describe('the fault matrix', () => {
  test('has a cell for each fault of each step, each once, and something that shows it', () => {
    const names = matrix.map(({ step, fault, simulated = [] }) => `${step}: ${fault} (${simulated.join()})`)
    expect(new Set(names).size).toBe(names.length)
    expect(matrix.length).toBeGreaterThan(150)
    expect(new Set(matrix.map(({ step }) => Number.parseInt(step, 10))).size).toBe(12)
    for (const { step, fault, simulated, directed } of matrix) {
      expect([simulated, directed].filter(Boolean), `${step}: ${fault}`).toHaveLength(1)
    }
  })

  test.each(counters)('the counter of a simulated cell is one that can be: %s', (counter) => {
    const [step = '', what = ''] = counter.split(' × ')
    const owner = step.replace(/:.*/, '')
    expect([...functions, ...flowNames, 'cashier', 'payment', 'clocks', 'merchants']).toContain(owner)
    const isFault = step.includes(':') || anyFault.has(what)
    if (isFault) expect([...anyFault]).toContain(what)
  })

  test.each(tests)('$step: $fault is shown by a test that there is', ({ file, title }) => {
    expect(files).toContain(file)
    const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``]
    expect(
      quoted.some((text) => read(file).includes(text)),
      `${title} in ${file}`,
    ).toBe(true)
  })
})

test('coverage names the cells that were hit fewer than 50 times, and how often', () => {
  const simulated = matrix.filter((cell) => cell.simulated !== undefined)
  const enough: Counters = new Map(counters.map((counter) => [counter, 50]))
  expect(cellsMissed(enough)).toStrictEqual([])
  expect(cellsMissed(new Map())).toHaveLength(simulated.length)
  const one = simulated.find((cell) => cell.simulated?.length === 1)
  const [counter = ''] = one?.simulated ?? []
  expect(cellsMissed(new Map([...enough, [counter, 49]]))).toStrictEqual([
    `${one?.step}: ${one?.fault}: 49 of 50 (${counter})`,
  ])
})

test('the cell hit least is named', () => {
  const [lonely] = matrix.flatMap((cell) => (cell.simulated?.length === 1 ? [cell] : []))
  const few: Counters = new Map([
    ...counters.map((counter): [string, number] => [counter, 80]),
    [lonely?.simulated?.[0] ?? '', 70],
  ])
  expect(scarcestCell(few)).toBe(`${lonely?.step}: ${lonely?.fault}, 70 times`)
  expect(scarcestCell(new Map())).toMatch(/, 0 times$/)
})

test('a cell is hit by whichever of its requests met the fault', () => {
  const several = matrix.find((cell) => cell.simulated?.length === 2)
  const [first = '', second = ''] = several?.simulated ?? []
  const missed = cellsMissed(
    new Map([
      [first, 20],
      [second, 30],
    ]),
  )
  expect(missed.some((line) => line.startsWith(`${several?.step}: ${several?.fault}:`))).toBe(false)
})

test('counters are told by step', () => {
  const told = describeCounters(
    new Map([
      ['b: write × slow', 2],
      ['a × late', 1],
      ['b: write × kill-after', 3],
    ]),
  )
  expect(told).toBe('  a  late 1\n  b: write  kill-after 3, slow 2\n')
})
