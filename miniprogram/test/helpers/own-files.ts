import { readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Beside the mini program but never in its package: packOptions.ignore of project.config.json, and what npm brought. */
const notPacked = /^(?:test|node_modules|miniprogram_npm)\/|^(?:package|tsconfig)\.json$/

/** The mini program's own files, from its root, with `/`. */
export function ownFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => !notPacked.test(path) && statSync(join(dir, path)).isFile())
}
