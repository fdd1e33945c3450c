import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanUp, launch, post, type Running, SDK } from '../helpers/stack.ts'

afterAll(cleanUp)

const CHAIN = `
const cloud = require(${SDK})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (event, context) => {
  const { name, data } = event.next ?? {}
  if (name === undefined) return { event, wx: cloud.getWXContext(), environ: context.environ }
  try {
    return (await cloud.callFunction({ name, data })).result
  } catch ({ code, errCode, message }) {
    return { code, errCode, message }
  }
}`
const FAILING = `exports.main = () => { throw new Error('no') }`
const EXITING = 'exports.main = () => process.exit(3)'
const LOOP = 'exports.main = () => { for (;;); }'
const APPID = 'wx1234567890abcdef'
let emulator: Running

beforeAll(async () => {
  const code = { outer: CHAIN, inner: CHAIN, failing: FAILING, exiting: EXITING, loop: LOOP }
  const manifest = { functions: { loop: { timeoutSeconds: 1 } } }
  emulator = await launch({ code, manifest }, { appId: APPID })
})

const inner = { name: 'inner', data: { a: 1, userInfo: { openId: 'oTestForged' } } }

test('the callee sees the app and the chain of sources, and nobody’s openid, whatever the data says', async () => {
  const { result } = await emulator.call('outer', { next: inner })
  expect(result.event).toEqual({ a: 1, userInfo: { appId: APPID } })
  expect(result.wx).toEqual({ APPID, ENV: 'local-env', SOURCE: 'wx_client,scf' })
  expect(result.environ).not.toContain('WX_OPENID')
})

test('each call lengthens the chain; a function may call itself', async () => {
  const next = { name: 'outer', data: { next: inner } }
  const { result } = await emulator.call('outer', { next }, { openid: 'oTestBuyer', source: 'wx_devtools' })
  expect(result.wx).toEqual({ APPID, ENV: 'local-env', SOURCE: 'wx_devtools,scf,scf' })
})

test('a chain that no client began has no app', async () => {
  const event = { a: 1, userInfo: { openId: 'oTestForged' } }
  const ofConsole = (await emulator.call('outer', { next: inner }, { as: 'console' })).result
  expect(ofConsole).toMatchObject({ event, wx: { SOURCE: 'scf' } })
  const ofScript = { action: 'functions.invokeFunction', function_name: 'inner', request_data: '' }
  const { json } = await post(emulator.adminUrl, ofScript, { 'x-tcb-source': 'wx_trigger,scf' })
  const { response_data } = json.data as { response_data: string }
  expect(JSON.parse(response_data)).toMatchObject({ event: {}, wx: { ENV: 'local-env', SOURCE: 'wx_trigger,scf' } })
  for (const { wx } of [ofConsole, JSON.parse(response_data)]) expect(wx).not.toHaveProperty('APPID')
})

// errCode is -1 whatever happened: node-sdk 3 ignores the option with which wx-server-sdk wants the codes translated.
test.each([
  ['missing', 'FUNCTION_NOT_FOUND', 'FunctionName parameter could not be found'],
  ['failing', 'FUNCTIONS_EXECUTE_FAIL', 'Error: no'],
  ['exiting', 'FUNCTIONS_EXECUTE_FAIL', '145 code exit unexpected'],
  ['loop', 'FUNCTIONS_TIME_LIMIT_EXCEEDED', 'Invoking task timed out after 1 seconds'],
])('calling %s fails with %s', async (name, code, message) => {
  const { result } = await emulator.call('outer', { next: { name, data: {} } })
  expect(result).toEqual({ code, errCode: -1, message: expect.stringContaining(message) })
})

test.each([
  ['no name', { request_data: '{}' }, ',scf'],
  ['a list as data', { function_name: 'inner', request_data: '[]' }, ',scf'],
  ['a source that is no function’s', { function_name: 'inner', request_data: '{}' }, 'wx_client'],
  ['a source with an identity in it', { function_name: 'inner', request_data: '{}' }, 'wx_client;WX_OPENID=o,scf'],
])('%s is refused', async (_what, body, source) => {
  const action = 'functions.invokeFunction'
  const { json } = await post(emulator.adminUrl, { action, ...body }, { 'x-tcb-source': source })
  expect(json).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('function_name') })
})
