import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { AT_ONCE_NAMES, LATER_NAMES } from '../../client/wx/api-names.ts'
import { openWx } from '../helpers/builtins-engine.ts'

/** The members of the typings' `interface Wx`, one text each, comments taken out. */
function members(): { all: string[]; typings: string } {
  const file = createRequire(import.meta.url).resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts')
  const typings = readFileSync(file, 'utf8')
    .replaceAll('\r\n', '\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
  const from = typings.indexOf('interface Wx {')
  const body = typings.slice(from, typings.indexOf('\n    }\n', from))
  return { all: body.split(/\n {8}(?=(?:readonly )?[a-zA-Z]\w*\s*[<(?:])/).slice(1), typings }
}

const nameOf = (member: string): string => /^(?:readonly )?(\w+)/.exec(member)?.[1] ?? ''

const { all } = members()
const official = new Set(all.map(nameOf))

test('the typings were understood: some hundred names, the well-known ones among them', () => {
  expect(official.size).toBeGreaterThan(450)
  expect([...official]).toEqual(expect.arrayContaining(['request', 'cloud', 'showToast', 'createSelectorQuery']))
})

test('every official name is either there or on a list of api-names.ts, and the lists have no other', () => {
  const listed = [...LATER_NAMES, ...AT_ONCE_NAMES]
  const { wx } = openWx()
  expect([...listed, ...[...official].filter(wx.canIUse)].toSorted()).toEqual([...official].toSorted())
})

test('a name whose typings promise an answer later is on the list of those', () => {
  const promised = all.filter((member) => /PromisifySuccessResult|\): Promise</.test(member)).map(nameOf)
  const { wx } = openWx()
  expect(promised.filter((name) => !wx.canIUse(name) && !LATER_NAMES.includes(name))).toEqual([])
})

test('wx has every official name', () => {
  const { wx } = openWx()
  expect([...official].filter((name) => wx[name] === undefined)).toEqual([])
})
