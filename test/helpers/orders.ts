import type { PayParams } from '@stack/contract'
import { openCloud, type Phone, type Stack } from '@stack/local-stack'
import type { Order } from '@stack/order'
import { eventually, type Shop } from './shop.ts'

export interface Line {
  productId: string
  quantity: number
}

/** One celadon cup: 4500 fen. */
export const oneCup: Line[] = [{ productId: 'cup-celadon', quantity: 1 }]

/** The answer of a call that has to be granted. */
export function granted<Answer extends { ok: boolean }>(answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`not granted: ${JSON.stringify(answer)}`)
  return answer as Extract<Answer, { ok: true }>
}

let requests = 0
/** A requestId that nobody used before. */
export function newRequestId(): string {
  requests += 1
  return `request-${String(requests).padStart(4, '0')}`
}

/** Makes an order; its number. */
export async function makeOrder(buyer: Phone, lines = oneCup): Promise<string> {
  const answer = await buyer.call('create-order', { requestId: newRequestId(), lines })
  return granted(answer).order.outTradeNo
}

/** Asks for payment parameters; they have to be granted. */
export async function prepay(buyer: Phone, outTradeNo: string): Promise<PayParams> {
  return granted(await buyer.call('unified-order', { outTradeNo })).payment
}

/** Makes an order and pays it at the cashier; its number. The notification may still be under way. */
export async function buyAndPay(buyer: Phone, lines = oneCup): Promise<string> {
  const outTradeNo = await makeOrder(buyer, lines)
  const { errMsg } = await buyer.cashier(await prepay(buyer, outTradeNo))
  if (errMsg !== 'requestPayment:ok') throw new Error(errMsg)
  return outTradeNo
}

const collections = ['orders', 'products', 'buyers', 'merchants', 'discrepancies', 'reconciliations'] as const
type Collection = (typeof collections)[number]

/** What the database holds, past the functions. */
export interface ShopStore {
  order(outTradeNo: string): Promise<Order>
  /** The types of the order's events, oldest first. */
  history(outTradeNo: string): Promise<string[]>
  stock(productId: string): Promise<number>
  all(collection: Collection): Promise<Record<string, unknown>[]>
  /** Every document of every collection. */
  everything(): Promise<Record<string, Record<string, unknown>[]>>
  addMerchant(openid: string): Promise<void>
}

/** Opens the database of a running stack. */
export function openStackBooks(stack: Stack): ShopStore {
  const db = openCloud(stack.emulator.adminUrl)
  const all: ShopStore['all'] = async (name) =>
    (await db.collection(name).where({}).orderBy('_id', 'asc').limit(1000).get()).data
  const one = async (name: Collection, id: string) => {
    const { data } = await db.collection(name).doc(id).get()
    if (data === null) throw new Error(`${name} holds no ${id}`)
    return data
  }
  const order = async (outTradeNo: string) => (await one('orders', outTradeNo)) as unknown as Order
  return {
    order,
    history: async (outTradeNo) => (await order(outTradeNo)).history.map(({ type }) => type),
    stock: async (productId) => Number((await one('products', productId)).stock),
    all,
    everything: async () =>
      Object.fromEntries(await Promise.all(collections.map(async (name) => [name, await all(name)]))),
    addMerchant: async (openid) =>
      void (await db
        .collection('merchants')
        .doc(openid)
        .set({ data: { note: 'test' } })),
  }
}

/** The orders of a buyer called Owner that hostile calls are tried on: one unpaid, one paid with a waiting refund request. */
export async function makeKnownOrders(shop: Shop, store: ShopStore) {
  const owner = shop.phone('Owner')
  const unpaid = await makeOrder(owner)
  const paid = await buyAndPay(owner)
  await eventually(
    () => store.order(paid),
    ({ state }) => state === 'paid',
  )
  const wanted = { requestId: 'known-refund-1', outTradeNo: paid, amountFen: 1_000, reason: '' }
  const { refundId } = granted(await owner.call('request-refund', wanted)).refund
  return { unpaid, paid, refundId, refundRequestId: wanted.requestId }
}
