import type { Safeguard } from '../world/safeguards.ts'
import { type Dropped, runSeed, type SeedResult } from './run-seed.ts'

/** A failing seed made as small as dropping single faults and actions makes it. */
export interface Shrunk {
  result: SeedResult
  dropped: { faults: number[]; actions: number[] }
  without: Safeguard | undefined
}

type Kind = keyof Dropped

/** Leaves out faults and actions, ever smaller groups of them, as long as the same invariant still breaks. */
export async function shrink(found: SeedResult, without?: Safeguard): Promise<Shrunk> {
  const dropped = { faults: new Set<number>(), actions: new Set<number>() }
  let smallest = found
  for (const kind of ['faults', 'actions'] satisfies Kind[]) {
    const { planned } = smallest
    for (let size = Math.max(1, planned[kind] >> 1); size >= 1; size = size >> 1) {
      for (let from = 0; from < planned[kind]; from += size) {
        const group = range(from, Math.min(from + size, planned[kind])).filter((number) => !dropped[kind].has(number))
        if (group.length === 0) continue
        const tried = { ...dropped, [kind]: new Set([...dropped[kind], ...group]) }
        const result = await runSeed(found.seed, new Map(), tried, without)
        if (result.violation?.invariant !== found.violation?.invariant) continue
        dropped[kind] = tried[kind]
        smallest = result
      }
    }
  }
  return { result: smallest, dropped: { faults: [...dropped.faults], actions: [...dropped.actions] }, without }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
