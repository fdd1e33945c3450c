import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Reads the offset kept in `file`.
 * @returns milliseconds, undefined when there is no such file
 * @throws Error when the file holds anything else
 */
export function readOffset(file: string): number | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const offsetMs = parseOffset(text)
  if (offsetMs === undefined) {
    throw new Error(`[emulator-kit] ${file} does not hold {"offsetMs": number}. Delete it to start from real time.`)
  }
  return offsetMs
}

function parseOffset(text: string): number | undefined {
  try {
    const { offsetMs } = JSON.parse(text)
    return Number.isSafeInteger(offsetMs) ? offsetMs : undefined
  } catch {
    return undefined // not JSON at all: the caller names the file
  }
}

/** Writes the offset (ms) so that a crash leaves either the old file or the new one. */
export function keepOffset(file: string, offsetMs: number): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.tmp`
  writeFileSync(unfinished, `${JSON.stringify({ offsetMs })}\n`)
  renameSync(unfinished, file)
}
