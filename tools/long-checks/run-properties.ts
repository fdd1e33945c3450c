import { join } from 'node:path'
import { readFolder, root } from '@stack/local-stack'
import { runProgram } from './run-program.ts'

const folders = ['packages', 'cloudfunctions', 'miniprogram', 'scripts', 'tools', 'test']
const leftOut: ReadonlySet<string> = new Set(['node_modules', 'dist', 'src'])

/** Returns the test files that hold properties, by their path from the root, with `/`. */
export function propertyFiles(): string[] {
  return folders.flatMap((folder) => {
    const files = readFolder(join(root, folder), (path) => !leftOut.has(path.split('/').at(-1) ?? ''))
    return [...files]
      .filter(([path, content]) => path.endsWith('.test.ts') && content.includes("from 'fast-check'"))
      .map(([path]) => `${folder}/${path}`)
  })
}

export interface PropertyRun {
  seed: number
  /** Number of walks for the properties of the order model; the others have numbers of their own. */
  runs: number
  files: readonly string[]
  timeoutMs: number
}

/**
 * Tries properties on the values of one seed.
 *
 * @throws Error with the counterexample and the command that repeats it
 */
export async function runProperties({ seed, runs, files, timeoutMs }: PropertyRun): Promise<void> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--reporter=default', `--testTimeout=${timeoutMs}`, ...files]
  const env = { PROPERTY_SEED: String(seed), PROPERTY_RUNS: String(runs), NO_COLOR: '1' }
  await runProgram(process.execPath, args, { cwd: root, timeoutMs, env })
}
