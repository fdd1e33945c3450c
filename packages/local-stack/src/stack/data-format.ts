import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '@stack/emulator-kit/cli'
import { isStackRunning } from './stack-file.ts'

/** Grows by one whenever stored orders of the version before can no longer be read. */
const currentFormat = 2

/** Entries that `startStack` keeps in a data folder. */
const dataEntries = ['clock.json', 'simulator', 'emulator', 'staging']

const formatFile = (dataDir: string) => join(dataDir, 'format.json')

/** Returns the format of the data in the folder; null when it holds none. */
function readFormat(dataDir: string): number | null {
  if (!dataEntries.some((entry) => existsSync(join(dataDir, entry)))) return null
  // Written from format 2 on.
  if (!existsSync(formatFile(dataDir))) return 1
  const { format } = JSON.parse(readFileSync(formatFile(dataDir), 'utf8'))
  return Number(format)
}

/** Returns the first of `old-1`, `old-2`, … that is free. */
function freeFolder(dataDir: string): string {
  let number = 1
  while (existsSync(join(dataDir, `old-${number}`))) number += 1
  return join(dataDir, `old-${number}`)
}

/**
 * Prepares a data folder for this version: data of an older format is moved into a folder beside it, never deleted.
 *
 * @returns the folder that the older data was moved to; null when there was none
 * @throws UsageError when a newer version wrote the data, or when an older one still runs on it
 */
export function prepareDataDir(dataDir: string): string | null {
  const format = readFormat(dataDir)
  if (format !== null && !(format <= currentFormat)) {
    throw new UsageError(
      `[start] the data in ${dataDir} has format ${format}; expected at most ${currentFormat}. Use the version that wrote it, or another --data.`,
    )
  }
  if (format === currentFormat) return null
  if (format !== null && isStackRunning(dataDir)) {
    throw new UsageError(`[start] an older version still runs on ${dataDir}. Stop it first.`)
  }
  const target = format === null ? null : freeFolder(dataDir)
  if (target !== null) {
    mkdirSync(target)
    for (const entry of dataEntries.filter((name) => existsSync(join(dataDir, name)))) {
      renameSync(join(dataDir, entry), join(target, entry))
    }
  }
  writeFileSync(formatFile(dataDir), `${JSON.stringify({ format: currentFormat })}\n`)
  return target
}
