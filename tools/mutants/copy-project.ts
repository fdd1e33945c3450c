import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { readFolder, root, writeFolder } from '@stack/local-stack'

/** A copy of the project that runs by itself: its packages find each other in the copy, all others where they are. */
export interface ProjectCopy {
  dir: string
  remove(): void
}

const notCopied = /(?:^|\/)(?:node_modules|miniprogram_npm|dist|docs|coverage|\.git|\.turbo|\.local)$/

/** Copies the project, as it lies there, into a folder of its own. */
export function copyProject(): ProjectCopy {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'stack-mutants-'))
  const files = readFolder(root, (path) => !notCopied.test(path))
  writeFolder(dir, files)
  for (const file of files.keys()) {
    const modules = join(dirname(file), 'node_modules')
    if (/(?:^|\/)package\.json$/.test(file) && existsSync(join(root, modules))) linkModules(modules, dir)
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) }
}

function linkModules(folder: string, dir: string): void {
  mkdirSync(join(dir, folder))
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    // Names with a dot in front are pnpm's and the tools' own.
    if (entry.name.startsWith('.')) continue
    if (entry.name.startsWith('@') && entry.isDirectory()) linkModules(path, dir)
    else symlinkSync(inCopy(realpathSync(join(root, path)), dir), join(dir, path), 'junction')
  }
}

/** A package of the project lies in the copy too; one of the registry only in the project's own node_modules. */
function inCopy(target: string, dir: string): string {
  const path = relative(realpathSync(root), target)
  const isOurs = !path.startsWith('..') && !isAbsolute(path) && !path.startsWith('node_modules')
  return isOurs ? join(dir, path) : target
}
