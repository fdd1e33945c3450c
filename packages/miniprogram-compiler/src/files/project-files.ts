import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from './diagnostic.ts'

/** The folder of a mini program as the compiler reads it. Paths are relative to it, with `/`. */
export interface ProjectFiles {
  /** Absolute. */
  dir: string
  /** Files read so far. */
  inputs: Set<string>
  diagnostics: Diagnostic[]
  exists(path: string): boolean
  hasFolder(path: string): boolean
  /** Throws when there is no such file: ask {@link ProjectFiles.exists} first. */
  read(path: string): string
  report(level: Diagnostic['level'], file: string, message: string, line?: number): void
  /** Reports an error of the mini program's own; what npm packages contain cannot be mended here and only warns. */
  refuse(file: string, message: string, line?: number): void
}

export function openProject(dir: string): ProjectFiles {
  const texts = new Map<string, string>()
  const inputs = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const report: ProjectFiles['report'] = (level, file, message, line) => {
    const own = isOwn(file)
    const isKnown = diagnostics.some((known) => known.file === file && known.line === line && known.message === message)
    if (!isKnown) diagnostics.push({ file, ...(line !== undefined && { line }), message, level, own })
  }
  return {
    dir,
    inputs,
    diagnostics,
    exists: (path) => statSync(join(dir, path), { throwIfNoEntry: false })?.isFile() === true,
    hasFolder: (path) => statSync(join(dir, path), { throwIfNoEntry: false })?.isDirectory() === true,
    read(path) {
      const text = texts.get(path) ?? readFileSync(join(dir, path), 'utf8').replace(/^\uFEFF/, '')
      texts.set(path, text)
      inputs.add(path)
      return text
    },
    report,
    refuse: (file, message, line) => report(isOwn(file) ? 'error' : 'warning', file, message, line),
  }
}

function isOwn(file: string): boolean {
  return !`/${file}`.includes('/miniprogram_npm/')
}

/** The line, from 1, on which `text` first stands in `source`; undefined when it does not. */
export function lineOf(source: string, text: string): number | undefined {
  const at = source.indexOf(text)
  return at < 0 ? undefined : source.slice(0, at).split('\n').length
}
