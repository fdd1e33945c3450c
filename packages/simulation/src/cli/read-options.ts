import { parseArgs } from 'node:util'
import { UsageError } from '@stack/emulator-kit/cli'
import { type Fault, faultKinds, faultsOf, type Place } from '../faults/faults.ts'
import type { Placed } from '../faults/placed-faults.ts'
import { type FlowName, flowNames } from '../scenarios/flows.ts'
import { isSafeguard, type Safeguard, safeguards } from '../world/safeguards.ts'

/** Options of the command. */
export type SimulateOptions =
  | {
      mode: 'seeds'
      from: number
      seeds: number
      workers: number
      isCoverageAsked: boolean
      without: Safeguard | undefined
    }
  | { mode: 'faults'; faults: 1 | 2; flows: readonly FlowName[]; workers: number }
  | { mode: 'flow'; flow: FlowName; placed: Placed[]; without: Safeguard | undefined }

const options = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  workers: { type: 'string' },
  coverage: { type: 'boolean' },
  disable: { type: 'string' },
  // The old name of --disable.
  without: { type: 'string' },
  faults: { type: 'string' },
  flow: { type: 'string' },
  at: { type: 'string', multiple: true },
} as const

/** Reads the command line. @throws UsageError when a value is none that there is */
export function readSimulateOptions(args: string[], cores: number): SimulateOptions {
  const { values } = parseArgs({ args, options })
  const disabled = values.disable ?? values.without
  const without = disabled === undefined ? undefined : oneOf('disable', disabled, Object.keys(safeguards))
  if (without !== undefined && !isSafeguard(without))
    throw new UsageError(`[simulate] there is no safeguard ${without}`)
  const flow = values.flow === undefined ? undefined : oneOf('flow', values.flow, flowNames)
  if (values.faults !== undefined) {
    const faults = oneOf('faults', values.faults, ['one', 'two']) === 'one' ? 1 : 2
    const workers = readNumber('workers', values.workers, cores)
    return { mode: 'faults', faults, flows: flow === undefined ? flowNames : [flow], workers }
  }
  if (flow !== undefined) return { mode: 'flow', flow, placed: (values.at ?? []).map(readPlaced), without }
  const seeds = readNumber('seeds', values.seeds, 1000)
  return {
    mode: 'seeds',
    from: readNumber('from', values.from, 1),
    seeds,
    workers: Math.min(seeds, readNumber('workers', values.workers, cores)),
    isCoverageAsked: values.coverage ?? false,
    without,
  }
}

function oneOf<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const name = names.find((known) => known === value)
  if (name === undefined) {
    throw new UsageError(`[simulate] --${option} is ${value}, it has to be one of ${names.join(', ')}.`)
  }
  return name
}

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new UsageError(`[simulate] --${name} is ${text}, it has to be a whole number from 1.`)
}

const calls = ['unifiedorder', 'closeorder', 'refund', 'downloadbill']
const allFaults = new Set<Fault>([
  ...(Object.keys(faultKinds) as Place[]).flatMap((place) => faultsOf(place, '')),
  ...calls.flatMap((call) => faultsOf('gateway', call)),
])

function readPlaced(text: string): Placed {
  const [, at = '', fault = ''] = /^(\d+):([\w-]+)$/.exec(text) ?? []
  if (at === '') throw new UsageError(`[simulate] --at is ${text}, it has to be STEP:FAULT, as in 3:kill-after.`)
  return { at: Number(at), fault: oneOf('at', fault, [...allFaults]) }
}
