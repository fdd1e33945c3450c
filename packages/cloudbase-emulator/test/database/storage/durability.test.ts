import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { DocumentDatabase } from '../../../src/database/api/create-database.ts'
import { COLLECTIONS, manualTimers, openDatabase } from '../../helpers/database-fixture.ts'

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-database-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return join(folder, 'database.sqlite')
}

const notes = { collectionName: 'notes' }
const insert = (database: DocumentDatabase, ...data: string[]) =>
  database.handle({ action: 'database.insertDocument', ...notes, data }, '')
async function list(database: DocumentDatabase): Promise<string[]> {
  const reply = await database.handle({ action: 'database.getDocument', ...notes }, '')
  return (reply.data as { list: string[] }).list
}

test('documents, their types, their order and made collections outlive a restart; open transactions do not', async () => {
  const file = newFile()
  const first = openDatabase({ file, after: manualTimers().after })
  const texts = ['{"_id":"b","n":{"$numberDouble":"1.0"}}', '{"_id":"a","at":{"$date":{"$numberLong":"5"}}}']
  await insert(first.database, ...texts, '{"_id":"gone"}')
  await first.database.handle(
    { action: 'database.removeDocument', ...notes, query: '{"_id":"gone"}', multi: false },
    '',
  )
  await first.database.handle({ action: 'database.addCollection', collectionName: 'made' }, '')
  const { transactionId } = await first.database.handle({ action: 'database.startTransaction' }, '')
  const tagged = { action: 'database.insertDocument', ...notes, transactionId, data: ['{"_id":"open"}'] }
  expect(await first.database.handle(tagged, '')).toMatchObject({ data: { insertedIds: ['open'] } })
  first.database.close()

  const second = openDatabase({ file })
  onTestFinished(() => second.database.close())
  expect(await list(second.database)).toEqual(texts)
  const made = await second.database.handle({ action: 'database.getDocument', collectionName: 'made' }, '')
  expect(made.data).toEqual({ list: [] })
  expect(await second.database.handle({ action: 'database.commitTransaction', transactionId }, '')).toMatchObject({
    code: 'DATABASE_TRANSACTION_FAIL',
  })
})

test('a unique index holds after a restart, and one that the kept documents break is refused at the start', async () => {
  const file = newFile()
  const first = openDatabase({ file })
  await insert(first.database, '{"_id":"a","k":"x"}', '{"_id":"b","k":"y"}', '{"_id":"c","k":"x"}')
  first.database.close()
  const index = { name: 'k_unique', unique: true, keys: [['k', 1] as [string, 1]] }
  const collections = { ...COLLECTIONS, notes: { permission: 'ADMINONLY', indexes: [index] } }
  expect(() => openDatabase({ file, collections })).toThrow(
    '[cloudbase-emulator] kept documents break a unique index of the manifest: E11000 duplicate key error collection: tnt-local.notes index: k_unique dup key: { k: "x" }',
  )
  const second = openDatabase({ file })
  await second.database.handle({ action: 'database.removeDocument', ...notes, query: '{"_id":"c"}', multi: false }, '')
  second.database.close()
  const third = openDatabase({ file, collections })
  onTestFinished(() => third.database.close())
  expect(await insert(third.database, '{"_id":"d","k":"y"}')).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
})

test('a kill between any two lines loses nothing acknowledged and leaves no half transaction', async () => {
  const file = newFile()
  const child = spawn(
    process.execPath,
    [
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('../../helpers/database-crash-child.ts', import.meta.url)),
      file,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    if (printed.split('\n').length > 100) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  const acknowledged = Number(printed.split('\n').at(-2)) // the last line that is whole
  expect(acknowledged).toBeGreaterThanOrEqual(100)

  const { database } = openDatabase({ file })
  onTestFinished(() => database.close())
  const [a = 0, b = 0] = (await list(database)).map((text) => Number(JSON.parse(text).coins.$numberInt))
  expect(a + b).toBe(0)
  // The commit under way at the kill may or may not have been made.
  expect(b).toBeGreaterThanOrEqual(acknowledged)
})
