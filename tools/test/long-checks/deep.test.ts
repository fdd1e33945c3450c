import { join } from 'node:path'
import { readFolder, root } from '@stack/local-stack'
import { describe, expect, test } from 'vitest'
import { refusedCases } from '../../long-checks/compile-cases.ts'
import { readFigures } from '../../long-checks/run-bench.ts'
import { runProgram } from '../../long-checks/run-program.ts'
import { steps } from '../../long-checks/steps.ts'
import { evidenceDocument } from '../../long-checks/write-evidence.ts'

test('evidence says how to get the same figures, and keeps a cell in its line', () => {
  const text = evidenceDocument(
    { name: 'a-step', about: 'measures a thing' },
    {
      figures: [
        ['size', '12 kB'],
        ['refused', 'a | b\nc'],
      ],
      notes: ['Measured twice.'],
    },
    { at: new Date('2026-03-01T10:00:00Z'), commit: 'abc1234+', machine: 'Node 20' },
  )
  expect(text).toBe(`# a-step

Measures a thing.

- command: \`npm run test:long -- a-step\`
- commit: abc1234+
- date: 2026-03-01
- machine: Node 20

| what | figure |
|---|---|
| size | 12 kB |
| refused | a \\| b c |

Measured twice.
`)
})

test.each<[said: string, figures: [string, string][]]>([
  [
    'runtime: 65 kB gz\nfirst row visible: 410 ms\n',
    [
      ['runtime', '65 kB gz'],
      ['first row visible', '410 ms'],
    ],
  ],
  ['starting…\r\nbuild: 0.4 s\r\ndone', [['build', '0.4 s']]],
  ['http://127.0.0.1:1/', []],
  ['', []],
])('readFigures(%j)', (said, figures) => {
  expect(readFigures(said)).toStrictEqual(figures)
})

test('every defect changes one file of the mini program', () => {
  const source = readFolder(join(root, 'miniprogram'), (path) => !/^(?:node_modules|miniprogram_npm|test)$/.test(path))
  for (const { name, change } of refusedCases) {
    const files = new Map(source)
    change(files)
    expect(
      [...files].filter(([path, content]) => source.get(path) !== content),
      name,
    ).toHaveLength(1)
  }
})

describe('runProgram', () => {
  const run = (script: string, timeoutMs = 10_000) =>
    runProgram(process.execPath, ['-e', script], { cwd: root, timeoutMs })

  test('returns what the program wrote', async () => {
    expect(await run('console.error("talk"); console.log("figure")')).toBe('figure\n')
  })

  test.each([
    ['process.exit(3)', 10_000, /ended with 3/],
    ['console.error("why"); process.exit(1)', 10_000, /ended with 1: why/],
    ['setInterval(() => {}, 1000)', 100, /ended with SIGKILL/],
  ])('%s within %i ms is an error', async (script, timeoutMs, message) => {
    await expect(run(script, timeoutMs)).rejects.toThrow(message)
  })
})

test('steps have names of their own', () => {
  const names = steps.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
})
