import { expect, test } from 'vitest'
import { readSimulateOptions } from '../../src/cli/read-options.ts'
import { flowNames } from '../../src/scenarios/flows.ts'

const seeds = { mode: 'seeds', from: 1, seeds: 1000, workers: 2, isCoverageAsked: false, without: undefined }

test.each<[line: string, options: object]>([
  ['', seeds],
  ['--seeds 7 --from 3 --workers 9', { ...seeds, seeds: 7, from: 3, workers: 7 }],
  ['--coverage', { ...seeds, isCoverageAsked: true }],
  ['--disable timers', { ...seeds, without: 'timers' }],
  ['--without timers', { ...seeds, without: 'timers' }],
  ['--faults one', { mode: 'faults', faults: 1, flows: flowNames, workers: 2 }],
  ['--faults two --flow cancel', { mode: 'faults', faults: 2, flows: ['cancel'], workers: 2 }],
  [
    '--flow refund --at 3:kill-after --at 7:not-enough',
    {
      ...{ mode: 'flow', flow: 'refund', without: undefined },
      placed: [
        { at: 3, fault: 'kill-after' },
        { at: 7, fault: 'not-enough' },
      ],
    },
  ],
])('simulate %s', (line, options) => {
  expect(readSimulateOptions(line.split(' ').filter(Boolean), 2)).toStrictEqual(options)
})

test.each<[line: string, message: RegExp]>([
  ['--seeds 0', /--seeds is 0, it has to be a whole number from 1/],
  ['--seeds many', /--seeds is many/],
  ['--disable luck', /--disable is luck, it has to be one of notifications, timers/],
  ['--faults three', /--faults is three, it has to be one of one, two/],
  ['--flow dance', /--flow is dance, it has to be one of buy/],
  ['--flow cancel --at 3', /--at is 3, it has to be STEP:FAULT/],
  ['--flow cancel --at 3:luck', /--at is luck, it has to be one of/],
  ['--seed 3', /Unknown option '--seed'/],
])('simulate %s is refused', (line, message) => {
  expect(() => readSimulateOptions(line.split(' '), 2)).toThrow(message)
})
