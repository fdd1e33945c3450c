import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '@stack/emulator-kit/cli'
import type { TestFile } from './mutant/mutant.ts'
import { folders } from './mutant/select-node.ts'

/** Returns the paths of all test files below a folder, from `dir`, with `/`. */
function listTests(dir: string, folder: string): string[] {
  return readdirSync(join(dir, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listTests(dir, path)
    return path.endsWith('.test.ts') ? [path] : []
  })
}

/**
 * Returns the path of a test file from `dir`.
 *
 * @throws UsageError unless exactly one file of its folder has that name
 */
export function findTestFile(dir: string, test: TestFile): string {
  const [folder = '', name = ''] = test.split('/')
  const root = Object.entries(folders).find(([key]) => key === folder)?.[1]
  const found = root === undefined ? [] : listTests(dir, root).filter((path) => path.endsWith(`/${name}`))
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  throw new UsageError(
    `[mutants] ${test} is ${found.join(', ') || 'no file'}; expected exactly one. Write the new name.`,
  )
}
