import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '@stack/local-stack'
import { runProgram } from './run-program.ts'

/**
 * Runs a TypeScript program of the repository that prints one figure a line, as `what: figure`.
 *
 * @throws Error when there is no such program, it fails, takes longer than `timeoutMs` or prints no figure.
 */
export async function runBench(program: string, timeoutMs: number): Promise<[what: string, figure: string][]> {
  if (!existsSync(join(root, program))) throw new Error(`[deep] there is no ${program}`)
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli')
  const figures = readFigures(await runProgram(process.execPath, [tsx, program], { cwd: root, timeoutMs }))
  if (figures.length === 0) throw new Error(`[deep] ${program} printed no figure, as "what: figure"`)
  return figures
}

/** Lines of the form `what: figure`; others are talk. */
export function readFigures(said: string): [string, string][] {
  return said.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, what, figure] = /^\s*([^:]+?)\s*: +(.+?)\s*$/.exec(line) ?? []
    return what === undefined || figure === undefined ? [] : [[what, figure]]
  })
}
