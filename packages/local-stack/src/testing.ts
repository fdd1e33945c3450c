import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './shared/paths.ts'

const notOurs = new Set(['node_modules', 'dist', '.git', '.turbo', '.local', 'coverage', 'miniprogram_npm'])

/** A file of the repository, by its path from the root with `/`. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
export const readJson = (path: string) => JSON.parse(read(path))

/** The folders in a folder of the repository. */
export function foldersIn(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory() && !notOurs.has(entry.name)).map(({ name }) => name)
}

/** Every file that is ours, by its path from the root. Not asked of git: it may be missing where the tests run. */
export function allFiles(folder = ''): string[] {
  const at = (name: string) => (folder === '' ? name : `${folder}/${name}`)
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    return entry.isDirectory() ? allFiles(at(entry.name)) : [at(entry.name)]
  })
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'stack-scripts-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}
