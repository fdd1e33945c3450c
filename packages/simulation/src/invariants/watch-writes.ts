import { readOne } from '../world/read-database.ts'
import type { StoredOrder } from '../world/stored-order.ts'
import type { DatabaseReply, DatabaseRequest, World } from '../world/world.ts'
import { brokenByWrite } from './check-write.ts'

/**
 * Checks an order at each committed write of it. What a transaction wrote is looked at when its commit succeeds.
 */
export function watchWrites(
  world: Pick<World, 'database' | 'core' | 'blame'>,
): Pick<World, 'onWritten' | 'lastWritten'> {
  const last = new Map<string, StoredOrder>()
  const written = new Map<string, Set<string>>()

  async function check(id: string) {
    const after = await readOne<StoredOrder>(world.database, 'orders', id)
    if (after === undefined) return world.blame('I2 an order never disappears', id)
    const before = last.get(id)
    if (before?.version === after.version && before.lastWrite === after.lastWrite) return
    last.set(id, after)
    const broken = judge({ before, after, core: world.core })
    if (broken !== undefined) world.blame(broken, `${id}: ${before?.state ?? 'new'} → ${after.state}`)
  }

  async function onWritten(request: DatabaseRequest, reply: DatabaseReply) {
    if (reply.code !== undefined) return
    const transactionId = request.transactionId === undefined ? '' : String(request.transactionId)
    if (request.action === 'database.commitTransaction') {
      for (const id of written.get(transactionId) ?? []) await check(id)
      written.delete(transactionId)
      return
    }
    const id = writtenOrder(request, reply)
    if (id === undefined) return
    if (transactionId === '') return check(id)
    const ids = written.get(transactionId) ?? new Set()
    written.set(transactionId, ids.add(id))
  }
  return { onWritten, lastWritten: (outTradeNo) => last.get(outTradeNo) }
}

/** Reports what cannot be checked as broken; thrown on, it would look to the function as if the database had failed. */
function judge(write: Parameters<typeof brokenByWrite>[0]): string | undefined {
  try {
    return brokenByWrite(write)
  } catch (error) {
    return `I2 every write can be checked: ${error instanceof Error ? error.message : String(error)}`
  }
}

function writtenOrder(request: DatabaseRequest, reply: DatabaseReply): string | undefined {
  if (request.collectionName !== 'orders' || request.action !== 'database.modifyDocument') return undefined
  const { updated = 0, upsert_id: inserted } = reply.data as { updated?: number; upsert_id?: unknown }
  if (updated === 0 && (inserted === undefined || inserted === null)) return undefined
  const { _id: id } = JSON.parse(String(request.query)) as { _id?: unknown }
  return typeof id === 'string' ? id : undefined
}
