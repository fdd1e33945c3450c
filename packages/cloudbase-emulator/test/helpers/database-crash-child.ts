import { manualTimers, openDatabase } from './database-fixture.ts'

/** Moves one coin after another from A to B, each in a transaction, and reports every commit that was acknowledged. */
const { database } = openDatabase({ file: String(process.argv[2]), after: manualTimers().after })
const notes = { collectionName: 'notes' }

async function request(body: { action: string; [member: string]: unknown }) {
  const reply = await database.handle(body, '')
  if (reply.code !== undefined) throw new Error(JSON.stringify(reply))
  return reply
}

async function move(): Promise<void> {
  const { transactionId } = await request({ action: 'database.startTransaction' })
  for (const [id, by] of [
    ['A', '-1'],
    ['B', '1'],
  ] as const) {
    await request({
      action: 'database.modifyDocument',
      ...notes,
      transactionId,
      query: JSON.stringify({ _id: id }),
      data: JSON.stringify({ $inc: { coins: { $numberInt: by } } }),
      multi: false,
      merge: true,
      upsert: false,
    })
  }
  await request({ action: 'database.commitTransaction', transactionId })
}

const coins = (id: string) => JSON.stringify({ _id: id, coins: { $numberInt: '0' } })
await request({ action: 'database.insertDocument', ...notes, data: [coins('A'), coins('B')] })
for (let acknowledged = 1; ; acknowledged += 1) {
  await move()
  process.stdout.write(`${acknowledged}\n`)
}
