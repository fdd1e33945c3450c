import type { Defence } from '../simulate/defences.ts'

/** A small mistake of the kind that shops really make, to be planted into a copy of the project. */
export interface Defect {
  name: string
  /** What goes wrong in other people's code. */
  about: string
  /** From the root, with `/`. */
  file: string
  /** Stands in the file exactly once. */
  find: string
  replace: string
  caughtBy: Watch
}

/**
 * What has to notice a defect: the simulation, where another line of defence hides it the simulation without that one,
 * or the tests of one file.
 */
export type Watch = 'simulation' | `simulation without ${Defence}` | `${string}.test.ts`

export const isTestFile = (watch: Watch): watch is `${string}.test.ts` => watch.endsWith('.test.ts')
