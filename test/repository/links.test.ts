import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '@stack/local-stack'
import { allFiles, read } from '@stack/local-stack/testing'
import { expect, test } from 'vitest'

const documents = allFiles()
  .filter((file) => file.endsWith('.md') && !file.includes('/fixtures/'))
  .map((file) => ({ file }))

/** Targets within the repository, of `[text](target)` and of `[name]: target`. */
function targetsOf(text: string): string[] {
  const code = /```[\s\S]*?```|`[^`\n]*`/g
  const found = text.replaceAll(code, '').matchAll(/\]\((?<inline>[^)\s]+)\)|^\[[^\]]+\]: (?<reference>\S+)$/gm)
  return [...found]
    .map(({ groups }) => groups?.inline ?? groups?.reference ?? '')
    .filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
}

test('both kinds of links are found, code and addresses left out', () => {
  expect(targetsOf('[a](b.md#c) `[d](e)` [f](https://g.example)\n[h]: ../i.ts\n')).toStrictEqual(['b.md#c', '../i.ts'])
})

test.each(documents)('every link in $file leads to a file', ({ file }) => {
  const missing = targetsOf(read(file)).filter(
    (target) => !existsSync(join(root, dirname(file), target.replace(/#.*/, ''))),
  )
  expect(missing).toStrictEqual([])
})
