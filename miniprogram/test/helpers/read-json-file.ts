import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file's value; neither value nor problem when there is no such file. */
export function readJsonFile(dir: string, file: string): { value?: unknown; problem?: string } {
  const path = join(dir, file)
  if (!existsSync(path)) return {}
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) as unknown }
  } catch (error) {
    return { problem: `${file} is not JSON: ${(error as Error).message}` }
  }
}
