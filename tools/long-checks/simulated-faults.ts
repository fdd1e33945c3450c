import { availableParallelism } from 'node:os'
import { createPace, describeSpeed, flowNames, runInWorkers } from '@stack/simulation'
import type { Step } from './step.ts'

/** Every fault and every pair of faults; what `npm run simulate -- --faults two` does. */
export const simulatedFaults: Step = {
  name: 'simulated-faults',
  about: 'every single fault at every step of every flow, and every pair of faults',
  async run(tell) {
    const workers = availableParallelism()
    const pace = createPace({ mode: 'faults', workers }, tell)
    const outcome = await runInWorkers({ kind: 'faults', flows: flowNames, faults: 2 }, workers, pace.show)
    if (outcome.failure !== undefined) throw new Error(outcome.failure)
    return {
      figures: [
        ['flows', String(flowNames.length)],
        ['runs', String(outcome.runs)],
        ['broken invariants', '0'],
        ['speed', describeSpeed(outcome, pace.seconds(), { mode: 'faults', workers })],
        ['time', `${Math.round(pace.seconds())} s`],
      ],
      notes: [
        'The same: `npm run simulate -- --faults two`. The second fault is placed at every later step of the run with the first',
        'one. A hundred deliveries at once ("storm") are placed alone; a function that loses every race meets no second fault there.',
      ],
    }
  },
}
