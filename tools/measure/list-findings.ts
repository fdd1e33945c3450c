import { UsageError } from '@stack/emulator-kit/cli'
import type { FileMeasures } from './measure-file.ts'

/**
 * Lists each riddle or cast as `file:line text`.
 *
 * @throws UsageError when `kind` is neither `riddles` nor `casts`
 */
export function listFindings(
  measures: ReadonlyMap<string, Pick<FileMeasures, 'riddles' | 'casts'>>,
  kind: string,
): string[] {
  if (kind !== 'riddles' && kind !== 'casts') {
    throw new UsageError(`[measure] invalid --list "${kind}"; expected riddles or casts.`)
  }
  return [...measures].flatMap(([file, measured]) => measured[kind].map(({ line, text }) => `${file}:${line} ${text}`))
}
