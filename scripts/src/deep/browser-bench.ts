import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../paths.ts'
import { runProgram } from './run-program.ts'
import type { Step } from './step.ts'

/** Programs that print one figure a line, as `what: figure`. */
const benches = ['test/browser/bench.ts']
const timeoutMs = 300_000

/** Size and speed of the mini program in the browser runtime. */
export const browserBench: Step = {
  name: 'browser-bench',
  about: 'size and speed of the mini program in the browser runtime',
  async run(tell) {
    const figures: [string, string][] = []
    const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli')
    for (const bench of benches) {
      if (!existsSync(join(root, bench))) throw new Error(`[deep] there is no ${bench}`)
      tell(bench)
      const said = await runProgram(process.execPath, [tsx, bench], { cwd: root, timeoutMs })
      figures.push(...readFigures(said))
    }
    if (figures.length === 0) throw new Error('[deep] the bench printed no figure, as "what: figure"')
    return { figures, notes: [] }
  },
}

/** Lines of the form `what: figure`; others are talk. */
export function readFigures(said: string): [string, string][] {
  return said.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, what, figure] = /^\s*([^:]+?)\s*: +(.+?)\s*$/.exec(line) ?? []
    return what === undefined || figure === undefined ? [] : [[what, figure]]
  })
}
