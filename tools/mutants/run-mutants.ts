import { copyProject } from './copy-project.ts'
import { isTestFile, type Mutant, type Watch } from './mutant/mutant.ts'
import { createPlanter, type PlantedFile, plant } from './plant.ts'
import { probeSeeds, probeTests } from './probe.ts'

/** Result of one planted mutant. */
export interface MutantResult {
  mutant: Mutant
  /** Invariant or test that detected it. Undefined when none did. */
  noticed: string | undefined
  /** The seed that noticed it, where the simulation did. */
  seed: number | undefined
  /** Why nothing could be said: the tests or the simulation did not even run. */
  problem: string | undefined
  seconds: number
}

/** Number of seeds for one mutant, and number of copies that are worked in at once. */
export interface Bounds {
  seeds: number
  workers: number
}

type Verdict = Pick<MutantResult, 'noticed' | 'seed' | 'problem'>

const unnoticed: Verdict = { noticed: undefined, seed: undefined, problem: undefined }

async function judge(dir: string, { caughtBy }: Mutant, seeds: number): Promise<Verdict> {
  if (isTestFile(caughtBy)) {
    const [first] = await probeTests(dir, [caughtBy])
    return { ...unnoticed, noticed: first }
  }
  const broken = await probeSeeds(dir, caughtBy, seeds)
  return broken === null ? unnoticed : { ...unnoticed, noticed: broken.invariant, seed: broken.seed }
}

async function tryMutant(dir: string, mutant: Mutant, file: PlantedFile, seeds: number): Promise<MutantResult> {
  const startedAt = performance.now()
  const takeOut = plant(dir, file)
  try {
    const verdict = await judge(dir, mutant, seeds).catch(({ message }) => ({ ...unnoticed, problem: message }))
    return { mutant, ...verdict, seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    takeOut()
  }
}

/** Runs the same tests and seeds without any mutant: a detection proves something only if they find nothing. */
async function probeSound(dir: string, outcomes: MutantResult[]): Promise<string[]> {
  const farthest = new Map<Watch, number>()
  for (const { mutant, noticed, seed = 0 } of outcomes) {
    if (noticed !== undefined) farthest.set(mutant.caughtBy, Math.max(seed, farthest.get(mutant.caughtBy) ?? 0))
  }
  const files = [...farthest.keys()].filter(isTestFile)
  const seedAlarms = async () => {
    const alarms: string[] = []
    for (const [watch, seeds] of farthest) {
      const broken = isTestFile(watch) ? null : await probeSeeds(dir, watch, seeds)
      if (broken !== null) alarms.push(`${watch}, seed ${broken.seed}: ${broken.invariant}`)
    }
    return alarms
  }
  const testAlarms = async () => (files.length === 0 ? [] : probeTests(dir, files))
  // What does not even run proves nothing either.
  const told = await Promise.all([testAlarms(), seedAlarms()].map((alarms) => alarms.catch(({ message }) => [message])))
  return told.flat()
}

/**
 * Plants each mutant by itself into a copy of the project and looks who notices; `falseAlarms` is what is noticed when
 * none is planted. Outcomes are told in the order of the list.
 *
 * @throws UsageError when a mutant no longer applies
 */
export async function runMutants(
  mutants: readonly Mutant[],
  { seeds, workers }: Bounds,
  onOutcome: (outcome: MutantResult) => void = () => undefined,
): Promise<{ outcomes: MutantResult[]; falseAlarms: string[] }> {
  const copies = Array.from({ length: Math.min(workers, mutants.length) }, copyProject)
  const [first] = copies
  if (first === undefined) return { outcomes: [], falseAlarms: [] }
  try {
    // What no longer applies is to be told before the long work, not in the middle of it.
    const planter = createPlanter(first.dir)
    const queue = mutants.map((mutant, index) => ({ index, mutant, file: planter(mutant) }))
    const found: MutantResult[] = []
    let told = 0
    const work = async (dir: string) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { index, mutant, file } = next
        found[index] = await tryMutant(dir, mutant, file, seeds)
        for (let outcome = found[told]; outcome !== undefined; outcome = found[told]) {
          onOutcome(outcome)
          told += 1
        }
      }
    }
    await Promise.all(copies.map(({ dir }) => work(dir)))
    return { outcomes: found, falseAlarms: await probeSound(first.dir, found) }
  } finally {
    for (const copy of copies) copy.remove()
  }
}
