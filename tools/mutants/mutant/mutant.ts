import type { Safeguard } from '@stack/simulation'
import type { Change } from './change.ts'
import type { Declaration, Folder } from './select-node.ts'

/** A small mistake of the kind that shops really make, to be planted into a copy of the project. */
export interface Mutant {
  name: string
  /** Description of the mistake in other people's code. */
  about: string
  in: Declaration
  /** Path to a node of the declaration, as `selectNode` follows it. */
  at: string
  change: Change
  caughtBy: Watch
}

/** The one test file of this name in a folder, wherever it lies there. */
export type TestFile = `${Folder}/${string}.test.ts`

/**
 * Check that has to detect a mutant: the simulation, where another safeguard hides it the simulation without that one,
 * or the tests of one file.
 */
export type Watch = 'simulation' | `simulation without ${Safeguard}` | TestFile

export const isTestFile = (watch: Watch): watch is TestFile => watch.endsWith('.test.ts')
