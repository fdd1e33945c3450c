import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import type { Defect } from './defect.ts'

/**
 * The text of a file with a defect in it.
 *
 * @throws UsageError when what the defect replaces does not stand there exactly once
 */
export function withDefect(text: string, { name, file, find, replace }: Defect): string {
  // Git may have checked the file out with the line ends of Windows.
  const parts = text.replaceAll('\r\n', '\n').split(find)
  if (parts.length === 2) return parts.join(replace)
  throw new UsageError(
    `[defects] ${name} no longer applies: what it replaces stands in ${file} ${parts.length - 1} times, not once. ` +
      'Write its `find` anew.',
  )
}

/** Plants a defect into the copy of the project in `dir`; the returned function takes it out again. */
export function plant(dir: string, defect: Defect): () => void {
  const path = join(dir, defect.file)
  const sound = readFileSync(path, 'utf8')
  writeFileSync(path, withDefect(sound, defect))
  return () => writeFileSync(path, sound)
}
