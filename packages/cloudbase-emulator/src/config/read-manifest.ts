import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CollectionManifest } from '../database/storage/collection.ts'
import { EmulatorError } from '../shared/emulator-error.ts'

/** Limits that the platform sets for a function. */
export interface FunctionManifest {
  timeoutSeconds: number
  memoryMb: number
}

/** cloudbase.json: what belongs to the environment rather than to one function's code. */
export interface Manifest {
  collections: Record<string, CollectionManifest>
  functions: Record<string, FunctionManifest>
  /** HTTP access paths and the functions behind them. */
  http: Record<string, string>
}

// The console of WeChat's DevTools gives a new function 3 s and 256 MB.
export const DEFAULT_FUNCTION: FunctionManifest = { timeoutSeconds: 3, memoryMb: 256 }
// https://cloud.tencent.com/document/product/583/11637
const MAX_TIMEOUT_SECONDS = 900

/**
 * Reads `cloudbase.json` in the folder of the functions.
 * @throws EmulatorError `manifest_invalid`
 */
export function readManifest(functionsDir: string): Manifest {
  const file = path.join(functionsDir, 'cloudbase.json')
  const parsed = readJson(file)
  const sections = { collections: {}, functions: {}, http: {}, ...parsed }
  for (const name of ['collections', 'functions', 'http'] as const) {
    if (!isRecord(sections[name])) throw invalid(file, `"${name}" must be an object`)
  }
  return {
    collections: sections.collections as Manifest['collections'],
    functions: readFunctionEntries(file, sections.functions),
    http: readRoutes(file, sections.http),
  }
}

function readFunctionEntries(file: string, entries: Record<string, unknown>): Record<string, FunctionManifest> {
  const functions: Record<string, FunctionManifest> = {}
  for (const [name, entry] of Object.entries(entries)) {
    const { timeoutSeconds, memoryMb } = { ...DEFAULT_FUNCTION, ...(entry as Partial<FunctionManifest>) }
    if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw invalid(
        file,
        `functions.${name}.timeoutSeconds is ${timeoutSeconds}, not a whole number from 1 to ${MAX_TIMEOUT_SECONDS}`,
      )
    }
    functions[name] = { timeoutSeconds, memoryMb }
  }
  return functions
}

function readRoutes(file: string, routes: Record<string, unknown>): Record<string, string> {
  for (const [route, name] of Object.entries(routes)) {
    if (!route.startsWith('/')) throw invalid(file, `the HTTP path "${route}" must begin with "/"`)
    if (typeof name !== 'string') throw invalid(file, `http["${route}"] must be the name of a function`)
  }
  return routes as Record<string, string>
}

function readJson(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isRecord(value)) return value
  } catch (error) {
    throw invalid(file, (error as Error).message, error)
  }
  throw invalid(file, 'it is not an object')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(file: string, why: string, cause?: unknown): EmulatorError {
  return new EmulatorError('manifest_invalid', `cannot use the manifest ${file}: ${why}`, cause)
}
