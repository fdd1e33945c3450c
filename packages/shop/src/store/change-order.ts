import { randomUUID } from 'node:crypto'
import type { CloudDatabase } from '@stack/cloud-function'
import { ContestedError, retryTransaction } from '@stack/cloud-function'
import type { Decision, Order } from '@stack/order'
import { type OrderDocument, toDocument, toUpdate } from './order-document.ts'

const attempts = 10

/** Returns the stored document of an order; null if there is none. */
export async function findOrder(db: CloudDatabase, outTradeNo: string): Promise<OrderDocument | null> {
  const { data } = await db.collection('orders').doc(outTradeNo).get()
  return data as OrderDocument | null
}

async function compareAndSet(db: CloudDatabase, from: OrderDocument, to: OrderDocument): Promise<boolean> {
  const { stats } = await db
    .collection('orders')
    .where({ _id: from._id, version: from.version })
    .update({ data: toUpdate(from, to, db.command) })
  return stats.updated === 1
}

/** The same compare-and-set, with the stock going back in the same transaction. */
function closeAndGiveStockBack(db: CloudDatabase, from: OrderDocument, to: OrderDocument): Promise<boolean> {
  return retryTransaction(db, async (transaction) => {
    const orders = transaction.collection('orders')
    const { data } = await orders.doc(from._id).get()
    if ((data as OrderDocument | null)?.version !== from.version) return false
    for (const { productId, quantity } of from.lines) {
      await transaction
        .collection('products')
        .doc(productId)
        .update({ data: { stock: db.command.inc(quantity) } })
    }
    const { stats } = await orders.doc(from._id).update({ data: toUpdate(from, to, db.command) })
    return stats.updated === 1
  })
}

async function write(db: CloudDatabase, from: OrderDocument, to: OrderDocument): Promise<boolean> {
  const store = to.state === 'closed' && from.state !== 'closed' ? closeAndGiveStockBack : compareAndSet
  let failure: unknown
  try {
    if (await store(db, from, to)) return true
  } catch (error) {
    failure = error
  }
  // Zero, an error and a time-out all leave open whether the write happened: its id tells.
  const stored = await findOrder(db, from._id)
  if (stored?.lastWrite === to.lastWrite) return true
  if (failure !== undefined && stored?.version === from.version) throw failure
  return false
}

/**
 * Changes one order by one compare-and-set write: reads, decides, writes; decides anew when somebody was faster. The
 * decision may run several times: it must be pure. Throws when the database fails, and {@link ContestedError} when the
 * order stays contested.
 */
export async function changeOrder<Refused extends string>(
  db: CloudDatabase,
  outTradeNo: string,
  decide: (order: Order) => Decision<Refused>,
): Promise<Decision<Refused | 'not_found'>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await findOrder(db, outTradeNo)
    if (stored === null) return { ok: false, refused: 'not_found' }
    const decision = decide(stored)
    if (!decision.ok || decision.change === 'none') return decision
    if (await write(db, stored, toDocument(decision.order, stored.version + 1, randomUUID()))) return decision
  }
  throw new ContestedError(`[shop] order ${outTradeNo} stayed contested for ${attempts} attempts. Try again.`)
}
