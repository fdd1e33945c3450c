import { checkApp, checkConfig } from './check-config.ts'
import type { OfficialCompiler } from './official-compiler.ts'
import { ownFiles } from './own-files.ts'
import { checkSize } from './package-size.ts'
import { walk } from './walk.ts'

/** Everything about a mini program that would go wrong in DevTools or on a phone, as sentences; empty when nothing would. */
export function inspect(dir: string, compiler?: OfficialCompiler): string[] {
  const wrong = checkApp(dir)
  if (wrong.length > 0) return wrong
  const found = walk(dir)
  const reached = new Set(found.files)
  const files = (pattern: RegExp) => found.files.filter((path) => pattern.test(path))
  return [
    ...found.missing,
    ...ownFiles(dir)
      .filter((path) => /\.(?:wxml|wxss|wxs)$/.test(path) && !reached.has(path))
      .map((path) => `${path} is reached by nothing`),
    ...checkConfig(dir, found),
    ...checkSize(dir, found),
    ...(compiler?.wcc(dir, files(/\.(?:wxml|wxs)$/)) ?? []),
    ...(compiler?.wcsc(dir, files(/\.wxss$/)) ?? []),
  ]
}
