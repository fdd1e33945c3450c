import { browserBench } from './browser-bench.ts'
import { devtoolsCompile } from './devtools-compile.ts'
import { forged } from './forged.ts'
import { kills } from './kills.ts'
import { mutants } from './mutants.ts'
import { properties } from './properties.ts'
import { simulatedFaults } from './simulated-faults.ts'
import { simulatedSeeds } from './simulated-seeds.ts'
import type { Step } from './step.ts'

/** In the order in which they run. */
export const steps: readonly Step[] = [
  devtoolsCompile,
  browserBench,
  forged,
  properties,
  simulatedSeeds,
  simulatedFaults,
  mutants,
  kills,
]
