import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { EmulatorError } from '../shared/emulator-error.ts'
import { DEFAULT_FUNCTION, type Manifest } from './read-manifest.ts'
import { readTimer, type TimerConfig } from './read-timer.ts'

/** A function that can be called. */
export interface FunctionConfig {
  name: string
  /** Absolute. */
  dir: string
  timeoutSeconds: number
  memoryMb: number
  timer?: TimerConfig
}

/**
 * Finds the functions: every folder with an `index.js`. One that the manifest does not name gets the platform's defaults
 * and a warning; one that only the manifest names is an error.
 * @throws EmulatorError `function_invalid`
 */
export function readFunctions(
  functionsDir: string,
  manifest: Manifest,
  warn: (message: string) => void,
): Map<string, FunctionConfig> {
  const functions = new Map<string, FunctionConfig>()
  for (const entry of readdirSync(functionsDir, { withFileTypes: true })) {
    const dir = path.resolve(functionsDir, entry.name)
    if (!existsSync(path.join(dir, 'index.js'))) continue
    const limits = manifest.functions[entry.name]
    if (limits === undefined) {
      warn(
        `function ${entry.name} is not in cloudbase.json: it gets ${DEFAULT_FUNCTION.timeoutSeconds} s and ${DEFAULT_FUNCTION.memoryMb} MB`,
      )
    }
    const timer = readTimer(path.join(dir, 'config.json'), warn)
    functions.set(entry.name, { name: entry.name, dir, ...(limits ?? DEFAULT_FUNCTION), ...(timer && { timer }) })
  }
  refuseUnknown(functions, manifest, functionsDir)
  return functions
}

function refuseUnknown(functions: Map<string, FunctionConfig>, manifest: Manifest, functionsDir: string): void {
  for (const name of [...Object.keys(manifest.functions), ...Object.values(manifest.http)]) {
    if (functions.has(name)) continue
    throw new EmulatorError(
      'function_invalid',
      `cloudbase.json names the function ${name}, but ${path.join(functionsDir, name, 'index.js')} does not exist. Build the functions first?`,
    )
  }
}
