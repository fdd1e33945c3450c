import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@stack/local-stack'
import { findTestFile } from './find-test-file.ts'
import type { TestFile, Watch } from './mutant/mutant.ts'
import { runInCopy } from './run-in-copy.ts'

const program = relative(root, fileURLToPath(new URL('./first-broken-seed.ts', import.meta.url)))

/** Report of vitest with `--reporter=json`; only what is read here. */
interface Report {
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** A seed that broke an invariant. */
interface Broken {
  seed: number
  invariant: string
}

/**
 * The first of so many seeds that breaks an invariant in a copy of the project.
 *
 * @throws Error when the simulation itself comes to no end
 */
export async function probeSeeds(dir: string, watch: Watch, seeds: number): Promise<Broken | null> {
  const [, without = ''] = watch.split(' without ')
  const { code, stdout, said } = await runInCopy(dir, ['--import', 'tsx', program, String(seeds), without])
  if (code !== 0) throw new Error(`[mutants] the simulation ended with ${code ?? 'a signal'}: ${said}`)
  return JSON.parse(stdout)
}

/**
 * The names of the tests in these files that fail in a copy of the project.
 *
 * @throws Error when a file does not even load: that is no test that noticed something
 */
export async function probeTests(dir: string, names: TestFile[]): Promise<string[]> {
  const files = names.map((name) => findTestFile(dir, name))
  const vitest = join(dir, 'node_modules', 'vitest', 'vitest.mjs')
  const { stdout, said } = await runInCopy(dir, [vitest, 'run', '--project', 'node', '--reporter=json', ...files])
  const start = stdout.indexOf('{')
  if (start < 0) throw new Error(`[mutants] vitest said nothing of ${files.join(', ')}: ${said}`)
  const { testResults }: Report = JSON.parse(stdout.slice(start))
  const unloaded = testResults.find(({ assertionResults }) => assertionResults.length === 0)
  if (unloaded !== undefined || testResults.length < files.length) {
    throw new Error(`[mutants] not every file of ${files.join(', ')} loads: ${unloaded?.message ?? said}`)
  }
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName)
}
