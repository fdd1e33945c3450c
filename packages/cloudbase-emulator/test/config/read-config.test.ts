import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readFunctions } from '../../src/config/read-functions.ts'
import { readManifest } from '../../src/config/read-manifest.ts'
import { processEnvironment } from '../../src/host/process-environment.ts'
import { cleanUp, writeFunctions } from '../helpers/stack.ts'

afterAll(cleanUp)

const MAIN = 'exports.main = () => 1'

function read(functionsDir: string) {
  const warnings: string[] = []
  const functions = readFunctions(functionsDir, readManifest(functionsDir), (message) => warnings.push(message))
  return { functions, warnings }
}

test('a function that only its folder knows gets the defaults of DevTools and a warning', () => {
  const dir = writeFunctions({ code: { known: MAIN, extra: MAIN } })
  writeFileSync(path.join(dir, 'cloudbase.json'), '{ "functions": { "known": { "timeoutSeconds": 20 } } }')
  const { functions, warnings } = read(dir)
  expect(functions.get('known')).toMatchObject({ timeoutSeconds: 20, memoryMb: 256 })
  expect(functions.get('extra')).toMatchObject({ timeoutSeconds: 3, memoryMb: 256 })
  expect(warnings).toEqual(['function extra is not in cloudbase.json: it gets 3 s and 256 MB'])
})

test.each([
  ['not JSON', 'cannot use the manifest'],
  ['[]', 'it is not an object'],
  ['{ "http": [] }', '"http" must be an object'],
  ['{ "http": { "pay": "known" } }', 'the HTTP path "pay" must begin with "/"'],
  ['{ "http": { "/pay": "absent" } }', 'names the function absent'],
  ['{ "functions": { "absent": {} } }', 'names the function absent'],
  ['{ "functions": { "known": { "timeoutSeconds": 0 } } }', 'functions.known.timeoutSeconds is 0'],
  ['{ "functions": { "known": { "timeoutSeconds": 901 } } }', 'not a whole number from 1 to 900'],
])('the manifest %s is refused: %s', (text, message) => {
  const dir = writeFunctions({ code: { known: MAIN } })
  writeFileSync(path.join(dir, 'cloudbase.json'), text)
  expect(() => read(dir)).toThrow(message)
})

test('a folder without a manifest is refused by name', () => {
  expect(() => readManifest(path.join('no', 'such', 'folder'))).toThrow(/cannot use the manifest .*cloudbase\.json/)
})

const trigger = { name: 'tick', type: 'timer', config: '0 0 0 ? * MON *' }

test.each([
  [{ triggers: [trigger, trigger] }, 'it has 2 triggers; the cloud takes one a function'],
  [{ triggers: 'none' }, '"triggers" must be a list'],
  [{ triggers: [null] }, 'triggers[0].type is undefined'],
  [{ triggers: [{ ...trigger, type: 'cos' }] }, 'triggers[0].type is "cos"; there is only "timer"'],
  [{ triggers: [{ ...trigger, name: '1st' }] }, 'triggers[0].name "1st" must be'],
  [{ triggers: [{ ...trigger, config: 60 }] }, 'triggers[0].config must be a string'],
  [
    { triggers: [{ ...trigger, config: '0 0 25 * * * *' }] },
    'config.json: in triggers[0].config the hour field "25" is wrong',
  ],
])('config.json %j is refused: %s', (config, message) => {
  expect(() => read(writeFunctions({ code: { known: MAIN }, config: { known: config } }))).toThrow(message)
})

test('a numeric weekday is taken as documented, with a warning', () => {
  const config = { known: { triggers: [{ ...trigger, config: '0 0 0 ? * 1-5 *' }] } }
  const { functions, warnings } = read(writeFunctions({ code: { known: MAIN }, config }))
  expect(functions.get('known')?.timer?.schedule.weekdays).toEqual([1, 2, 3, 4, 5])
  expect(warnings).toEqual([expect.stringContaining('write SUN … SAT')])
})

test('configured variables of more than 4 KB are refused, as by the cloud', () => {
  const sources = { functionName: 'big', envId: 'e', sdkUrl: 'u' }
  expect(() => processEnvironment({ ...sources, configured: { A: 'x'.repeat(4096) } })).toThrow(
    expect.objectContaining({ code: 'environment_too_large', message: expect.stringContaining('function big') }),
  )
})
