import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { join } from 'node:path'
import { root } from '@stack/local-stack'
import type { Findings, Step } from './step.ts'

/** Abbreviated commit, with `+` when the tree differs from it. */
function commitOfTree(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
  } catch {
    return 'unknown (no git here)'
  }
}

/** A cell of a Markdown table, in one line. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')

/** Writes a step's findings as a document that says how to get the same. */
export function evidenceDocument(
  { name, about }: Pick<Step, 'name' | 'about'>,
  { figures, notes }: Findings,
  { at, commit, machine }: { at: Date; commit: string; machine: string },
): string {
  return [
    `# ${name}`,
    '',
    `${about[0]?.toUpperCase()}${about.slice(1)}.`,
    '',
    `- command: \`npm run test:long -- ${name}\``,
    `- commit: ${commit}`,
    `- date: ${at.toISOString().slice(0, 10)}`,
    `- machine: ${machine}`,
    '',
    '| what | figure |',
    '|---|---|',
    ...figures.map(([what, figure]) => `| ${cell(what)} | ${cell(figure)} |`),
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n')
}

/** Writes docs/evidence/NAME.md and returns its path from the root. */
export function writeEvidence(step: Step, findings: Findings): string {
  const file = join('docs', 'evidence', `${step.name}.md`)
  const machine = `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} cores`
  mkdirSync(join(root, 'docs', 'evidence'), { recursive: true })
  writeFileSync(join(root, file), evidenceDocument(step, findings, { at: new Date(), commit: commitOfTree(), machine }))
  return file
}
