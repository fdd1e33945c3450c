import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FunctionProcess } from '../../src/host/function-host.ts'
import { cleanUp, launch, post, type Running, SDK } from '../helpers/stack.ts'

afterAll(cleanUp)

const STORE = `
const cloud = require(${SDK})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const caught = (error) => ({ errCode: error.errCode, errMsg: error.errMsg, message: error.message })
exports.main = async ({ act, text }) => {
  const notes = cloud.database().collection('notes')
  if (act === 'add') return notes.add({ data: { text } })
  if (act === 'list') return (await notes.get()).data.map((note) => note.text)
  if (act === 'wait') return new Promise(() => {})
  if (act === 'where the admin API is') return JSON.parse(process.env.TCB_CONTEXT_CNFG).URL
  if (act === 'openapi') return cloud.openapi.subscribeMessage.send({ touser: 'o', page: 'p', data: {}, templateId: 't' }).catch(caught)
  if (act === 'storage') return cloud.getTempFileURL({ fileList: ['cloud://a'] }).catch(caught)
}`
let emulator: Running

beforeAll(async () => {
  const manifest = { collections: { notes: { permission: 'ADMINONLY', indexes: [] } } }
  emulator = await launch({ code: { store: STORE }, manifest })
})

test('the unmodified SDK stores and reads through the admin API', async () => {
  const { call } = emulator
  expect((await call('store', { act: 'add', text: '你好' })).result).toMatchObject({
    _id: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
  expect((await call('store', { act: 'list' })).result).toEqual(['你好'])
})

test.each([
  ['openapi', 'wx.openApi'],
  ['storage', 'storage.batchGetDownloadUrl'],
])('a %s is refused loudly: %s is not built', async (act, action) => {
  const { call, warnings } = emulator
  const { errMsg, message } = (await call('store', { act })).result
  expect(`${errMsg} ${message}`).toContain(`the action "${action}" is not built in this emulator`)
  expect(warnings).toContain(`[cloudbase-emulator] the action "${action}" is not built in this emulator`)
})

test('a function’s address gives it the database, not the clock, the timers and the processes', async () => {
  const { call, adminUrl } = emulator
  const sdkUrl = (await call('store', { act: 'where the admin API is' })).result
  expect(sdkUrl).not.toBe(adminUrl)
  expect((await post(`${sdkUrl}/clock`, { advanceMs: 1000 })).status).toBe(404)
  expect((await post(`${sdkUrl}/timers/store`, {})).status).toBe(404)
  expect((await fetch(`${sdkUrl}/processes`)).status).toBe(404)
  const read = { action: 'database.calculateDocument', collectionName: 'notes', queryType: 'WHERE' }
  for (const url of [sdkUrl, adminUrl]) expect((await post(url, read)).json).toMatchObject({ data: { total: 1 } })
})

test('the processes of functions are listed; the call of one that is killed from outside ends, and it is gone', async () => {
  const { call, adminUrl } = emulator
  const busy = async () => {
    const { processes } = (await (await fetch(`${adminUrl}/processes`)).json()) as { processes: FunctionProcess[] }
    return processes.filter((process) => process.busy)
  }
  expect(await busy()).toEqual([])
  const answer = call('store', { act: 'wait' })
  const [waiting] = await vi.waitFor(async () => {
    const found = await busy()
    expect(found).toMatchObject([{ functionName: 'store', pid: expect.any(Number) }])
    return found
  })
  process.kill(Number(waiting?.pid), 'SIGKILL')
  expect((await answer).errMsg).toContain('145 code exit unexpected')
  expect(await busy()).toEqual([])
  expect((await call('store', { act: 'list' })).result).toEqual(['你好'])
})
