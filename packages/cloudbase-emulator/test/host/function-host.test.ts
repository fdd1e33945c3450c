import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FunctionLog } from '../../src/index.ts'
import { cleanUp, launch, type Running, SDK, start, temporaryFolder } from '../helpers/stack.ts'

afterAll(cleanUp)

const WHOAMI = `
const cloud = require(${SDK})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (event, context) => ({ pid: process.pid, event, context, wx: cloud.getWXContext(), stale: process.env.WX_OPENID ?? null })
`

const FAILING = `
exports.main = ({ how }) => {
  if (how === 'throw') throw new TypeError('thrown at once')
  if (how === 'reject') return Promise.reject(new Error('rejected'))
  if (how === 'string') return Promise.reject('just text')
  if (how === 'exit') process.exit(3)
  if (how === 'unhandled') { Promise.reject(new Error('nobody listens')); return new Promise(() => {}) }
  if (how === 'cycle') { const cycle = {}; cycle.cycle = cycle; return cycle }
  if (how === 'huge') return 'x'.repeat(6 * 1024 * 1024)
  if (how === 'big') return 'x'.repeat(1024 * 1024 - 1)
  if (how === 'fits') return 'x'.repeat(1024 * 1024 - 2)
  if (how === 'nothing') return undefined
  return { when: new Date(0), none: undefined, not: NaN }
}`

const SLOW = `
let running = 0
exports.main = async () => {
  running += 1
  const seen = running
  await new Promise((resolve) => setTimeout(resolve, 30))
  running -= 1
  return { pid: process.pid, seen }
}`

const LOOP = `
let calls = 0
exports.main = async ({ stuck }) => {
  calls += 1
  if (stuck) for (;;);
  return { pid: process.pid, calls }
}`

const CHATTY = `
exports.main = async ({ word }) => {
  console.log('out', word)
  console.error('err ' + word)
  process.stdout.write('no break ' + word)
}`

const APPID = 'wx1234567890abcdef'
const lines: FunctionLog[] = []
const extraCaFile = path.join(temporaryFolder(), 'extra.pem')
let shared: Running

beforeAll(async () => {
  writeFileSync(extraCaFile, '')
  const code = {
    ...{ whoami: WHOAMI, failing: FAILING, slow: SLOW, loop: LOOP, chatty: CHATTY },
    env: 'exports.main = async () => ({ env: process.env, cwd: process.cwd(), send: typeof process.send })',
    broken: `require('not-installed')`,
    empty: 'exports.handler = 1',
    old: 'exports.main = (event, context, callback) => 1',
  }
  const functions = { whoami: { timeoutSeconds: 7, memoryMb: 512 }, loop: { timeoutSeconds: 1 } }
  const options = {
    ...{ appId: APPID, maxInstances: 2, nodeExtraCaFile: extraCaFile, onLog: (line: FunctionLog) => lines.push(line) },
    envFor: (name: string) => ({ OF: name, TCB_ENV: 'production', A: 'b=c' }),
  }
  shared = await launch({ code, manifest: { functions } }, options)
})

test('every call of a warm process has its own caller, and a console test has none', async () => {
  const { call } = shared
  const first = (await call('whoami', { a: 1 }, { openid: 'oTestAnna', clientIp: '203.0.113.7' })).result
  const second = (await call('whoami', {}, { openid: 'oTestBert', clientIpV6: '2001:db8::7', source: 'wx_devtools' }))
    .result
  const third = (await call('whoami', { userInfo: 'typed' }, { as: 'console' })).result

  expect(new Set([first.pid, second.pid, third.pid]).size).toBe(1)
  expect(first.event).toEqual({ a: 1, userInfo: { appId: APPID, openId: 'oTestAnna' } })
  expect(first.wx).toEqual({
    ...{ CLIENTIP: '203.0.113.7', CLIENTIPV6: '', APPID, OPENID: 'oTestAnna' },
    ...{ ENV: 'local-env', SOURCE: 'wx_client' },
  })
  expect(second.wx).toEqual({
    ...{ CLIENTIP: '', CLIENTIPV6: '2001:db8::7', APPID, OPENID: 'oTestBert' },
    ...{ ENV: 'local-env', SOURCE: 'wx_devtools' },
  })
  expect(third).toMatchObject({ event: { userInfo: 'typed' }, wx: {}, stale: null })
})

test('the context names the call, the function, its limits and the variables of this call', async () => {
  const { result, requestID } = await shared.call('whoami')
  expect(result.context).toMatchObject({
    callbackWaitsForEmptyEventLoop: true,
    request_id: requestID,
    function_name: 'whoami',
    function_version: '$LATEST',
    namespace: 'local-env',
    memory_limit_in_mb: 512,
    time_limit_in_ms: 7000,
  })
  expect(result.context.environ.split(';')).toEqual(
    expect.arrayContaining(['WX_OPENID=oTestBuyer', 'TCB_SOURCE=wx_client', 'TCB_ENV=local-env']),
  )
  expect(JSON.parse(result.context.environment).WX_OPENID).toBe('oTestBuyer')
})

test('keepStaleEnvironment leaves the former caller standing, as the vendor’s bootstrap does', async () => {
  const { call } = await start({ code: { whoami: WHOAMI } }, { keepStaleEnvironment: true })
  await call('whoami', {}, { openid: 'oTestAnna' })
  const { result } = await call('whoami', {}, { as: 'console' })
  expect(result).toMatchObject({ stale: 'oTestAnna', wx: { OPENID: 'oTestAnna', SOURCE: 'wx_client' } })
  expect(result.context.environ).not.toContain('WX_OPENID')
})

test('a process serves one call at a time; parallel calls get processes of their own up to the limit, then wait', async () => {
  const { call } = shared
  const replies = await Promise.all(Array.from({ length: 6 }, () => call('slow')))
  expect(replies.map(({ result }) => result.seen)).toEqual([1, 1, 1, 1, 1, 1])
  expect(new Set(replies.map(({ result }) => result.pid)).size).toBe(2)
})

test('a function is killed at its time limit and the next call gets a fresh process', async () => {
  const { call } = shared
  const before = (await call('loop')).result
  expect(await call('loop', { stuck: true })).toMatchObject({
    errCode: -504003,
    errMsg: 'cloud.callFunction:fail Error: errCode: -504003  | errMsg: Invoking task timed out after 1 seconds',
  })
  expect(before.calls).toBe(1)
  expect((await call('loop')).result).toMatchObject({ calls: 1 })
  expect(lines).toContainEqual(
    expect.objectContaining({ functionName: 'loop', stream: 'host', text: 'killed after 1 s' }),
  )
})

test('results and failures arrive in WeChat’s forms', async () => {
  const { call } = shared
  const failed = 'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: '
  const facts: [string, number, string][] = [
    ['throw', -504002, `${failed}TypeError: thrown at once\n    at exports.main`],
    ['reject', -504002, `${failed}Error: rejected\n    at exports.main`],
    ['string', -504002, `${failed}just text(callback err is not instance of Error)`],
    ['exit', -504002, `${failed}145 code exit unexpected`],
    ['unhandled', -504002, `${failed}145 code exit unexpected`],
    ['cycle', -504002, `${failed}TypeError: Converting circular structure to JSON`],
    ['huge', -504002, `${failed}body size is too long`],
    ['big', -604001, 'cloud.callFunction:fail Error: errCode: -604001  | errMsg: response size exceeded 1048576 bytes'],
  ]
  for (const [how, errCode, errMsg] of facts) {
    expect(await call('failing', { how }), how).toMatchObject({ errCode, errMsg: expect.stringContaining(errMsg) })
  }
  expect((await call('failing', { how: 'fits' })).result).toHaveLength(1024 * 1024 - 2)
  expect((await call('failing', { how: 'nothing' })).result).toBeNull()
  expect((await call('failing')).result).toEqual({ when: '1970-01-01T00:00:00.000Z', not: null })
  const printed = lines.map(({ text }) => text)
  expect(printed).toContain('TypeError: thrown at once')
  expect(printed).toContain('the process ended: exit code 3')
  expect(printed.join('\n')).toContain('Error: nobody listens')
})

test('a function that does not exist, does not load, or wants a callback says so', async () => {
  const { call } = shared
  expect(await call('absent')).toMatchObject({
    errCode: -501000,
    errMsg: expect.stringContaining('errCode: -501000  | errMsg: FunctionName parameter could not be found.'),
  })
  expect((await call('broken')).errMsg).toContain("Cannot find module 'not-installed'")
  expect((await call('empty')).errMsg).toContain('index.main is undefined, not a function')
  expect((await call('old')).errMsg).toContain('wants a callback, not built here')
})

test('a process has the function’s folder and variables, and of this machine only what Node needs', async () => {
  process.env.EMULATOR_TEST_SECRET = 'of the machine'
  const { env, cwd, send } = (await shared.call('env')).result
  delete process.env.EMULATOR_TEST_SECRET
  expect(send).toBe('undefined')
  expect(path.basename(cwd)).toBe('env')
  expect(path.basename(path.dirname(cwd))).toBe(path.basename(shared.functionsDir))
  expect(env).toMatchObject({ OF: 'env', A: 'b=c', TCB_ENV: 'local-env', TENCENTCLOUD_RUNENV: 'SCF', TZ: 'UTC' })
  expect(env.NODE_EXTRA_CA_CERTS).toBe(extraCaFile)
  expect(JSON.parse(env.TCB_CONTEXT_CNFG).URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/)
  expect(env).not.toHaveProperty('EMULATOR_TEST_SECRET')
  expect(env).not.toHaveProperty('HOME')
})

test('what a function prints is kept with the call that printed it', async () => {
  const { call } = shared
  const one = (await call('chatty', { word: 'one' })).requestID
  const two = (await call('chatty', { word: '二' })).requestID
  const of = (id: string) => lines.filter(({ requestId }) => requestId === id).map(({ stream, text }) => [stream, text])
  expect(of(one).sort()).toEqual([
    ['stderr', 'err one'],
    ['stdout', 'no break one'],
    ['stdout', 'out one'],
  ])
  expect(of(two)).toContainEqual(['stdout', 'out 二'])
})
