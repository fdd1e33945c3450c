import { runBench } from './run-bench.ts'
import type { Step } from './step.ts'

const bench = 'test/browser/bench.ts'

/** Size and speed of the mini program in the browser runtime. */
export const browserBench: Step = {
  name: 'browser-bench',
  about: 'size and speed of the mini program in the browser runtime',
  async run(tell) {
    tell(bench)
    return { figures: await runBench(bench, 300_000), notes: [] }
  },
}
