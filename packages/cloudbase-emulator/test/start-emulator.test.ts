import { listenGuarded } from '@stack/emulator-kit/http'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { cleanUp, readLog, SDK, start } from './helpers/stack.ts'

afterAll(cleanUp)

const NOTES = `
const cloud = require(${SDK})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async ({ add }) => {
  const notes = cloud.database().collection('notes')
  console.log('adding ' + add)
  if (add) await notes.add({ data: { text: add } })
  return (await notes.get()).data.map((note) => note.text)
}`
const functions = {
  code: { notes: NOTES },
  manifest: { collections: { notes: { permission: 'ADMINONLY', indexes: [] } } },
}

test('what is stored, the authority and the clock survive a restart; addresses and logs do not', async () => {
  const first = await start(functions)
  const { requestID } = await first.call('notes', { add: 'kept' })
  await first.clock.advance(3600_000)
  const offsetMs = first.clock.offsetMs()
  await first.close()
  const { dataDir, functionsDir } = first
  expect(readLog(dataDir, 'notes')).toContain(`${requestID} stdout adding kept\n`)

  const second = await start(functions, { dataDir, functionsDir })
  expect((await second.call('notes')).result).toEqual(['kept'])
  expect(second.clock.offsetMs()).toBe(offsetMs)
  expect(second.caFile).toBe(first.caFile)
  expect(new URL(second.callUrl).pathname).not.toBe(new URL(first.callUrl).pathname)
  await second.close()
  expect(readLog(dataDir, 'notes')).not.toContain('kept')
})

test('close ends the processes of calls under way, and closing again does nothing', async () => {
  const lines: string[] = []
  const onLog = ({ text }: { text: string }) => lines.push(text)
  const code = `exports.main = () => { console.log('begun'); return new Promise(() => {}) }`
  const { call, close } = await start({ code: { stuck: code } }, { onLog })
  const ended = call('stuck').then(
    () => 'answered',
    () => 'cut off',
  )
  await expect.poll(() => lines).toEqual(['begun'])
  await close()
  await ended
  expect(lines).toEqual(['begun', 'the process ended: signal SIGKILL'])
  await close()
})

test('a port that is taken fails the start and leaves nothing locked', async () => {
  const taken = await listenGuarded({ port: 0, handle: async () => ({ status: 200 }) })
  onTestFinished(() => taken.close())
  const { dataDir, functionsDir, close } = await start(functions)
  await close()
  await expect(start(functions, { dataDir, functionsDir, port: taken.port })).rejects.toThrow(`127.0.0.1:${taken.port}`)
  const again = await start(functions, { dataDir, functionsDir })
  expect((await again.call('notes')).result).toEqual([])
})
