import { randomUUID } from 'node:crypto'
import type { CloudDatabase, CloudTransaction } from '@stack/cloud-function'
import { retryTransaction } from '@stack/cloud-function'
import {
  type CreateOrderDecision,
  createOrder,
  isSameOrder,
  limits,
  type Order,
  type OrderRequest,
  type Product,
} from '@stack/order'
import { findOrder } from './change-order.ts'
import { type OrderDocument, toDocument } from './order-document.ts'

/** Result of creating an order: the order, or a refusal. */
export type CreateOutcome =
  | CreateOrderDecision
  | { ok: false; refused: 'request_id_reused' | 'too_many_unpaid_orders'; productId?: string }

function repeated(order: Order, wanted: OrderRequest): CreateOutcome {
  return isSameOrder(order, wanted) ? { ok: true, order } : { ok: false, refused: 'request_id_reused' }
}

async function readCatalogue(transaction: CloudTransaction, wanted: OrderRequest): Promise<Map<string, Product>> {
  const catalogue = new Map<string, Product>()
  for (const { productId } of wanted.lines.slice(0, limits.linesPerOrder)) {
    const { data } = await transaction.collection('products').doc(productId).get()
    if (data !== null) catalogue.set(productId, data as unknown as Product)
  }
  return catalogue
}

/**
 * The buyer's unpaid orders. The list is one document per buyer, so that two orders made at once meet in it; orders that
 * are no longer unpaid leave it here, when room is needed.
 */
async function readUnpaid(transaction: CloudTransaction, openid: string): Promise<string[]> {
  const { data } = await transaction.collection('buyers').doc(openid).get()
  const listed = (data?.unpaid ?? []) as string[]
  if (listed.length < limits.unpaidOrdersPerBuyer) return listed
  const unpaid: string[] = []
  for (const outTradeNo of listed) {
    const order = (await transaction.collection('orders').doc(outTradeNo).get()).data as OrderDocument | null
    if (order?.state === 'unpaid' || order?.state === 'closing') unpaid.push(outTradeNo)
  }
  return unpaid
}

function insertOrder(db: CloudDatabase, wanted: OrderRequest, now: number): Promise<CreateOutcome> {
  return retryTransaction(db, async (transaction) => {
    const orders = transaction.collection('orders')
    const earlier = (await orders.doc(wanted.outTradeNo).get()).data as OrderDocument | null
    if (earlier !== null) return repeated(earlier, wanted)
    const decision = createOrder(wanted, await readCatalogue(transaction, wanted), now)
    if (!decision.ok) return decision
    const unpaid = await readUnpaid(transaction, wanted.openid)
    if (unpaid.length >= limits.unpaidOrdersPerBuyer) return { ok: false, refused: 'too_many_unpaid_orders' }
    for (const { productId, quantity } of decision.order.lines) {
      await transaction
        .collection('products')
        .doc(productId)
        .update({ data: { stock: db.command.inc(-quantity) } })
    }
    await transaction
      .collection('buyers')
      .doc(wanted.openid)
      .set({ data: { unpaid: [...unpaid, wanted.outTradeNo] } })
    const { _id, ...document } = toDocument(decision.order, 1, randomUUID())
    await orders.doc(_id).set({ data: document })
    return decision
  })
}

/** Makes an order and takes its stock in one transaction; a repeated request finds the order that the first one made. */
export async function insertOrderOnce(db: CloudDatabase, wanted: OrderRequest, now: number): Promise<CreateOutcome> {
  try {
    return await insertOrder(db, wanted, now)
  } catch (error) {
    // The commit may have happened although its answer was an error: the number is the request's own, so look.
    const stored = await findOrder(db, wanted.outTradeNo)
    if (stored === null) throw error
    return repeated(stored, wanted)
  }
}
