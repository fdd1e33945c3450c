import { newRequestId } from './new-request-id'
import type { Purchase } from './pay-order'

type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync' | 'getRandomValues'>

/** Purchase before it has an order number. */
export type Wanted = Omit<Purchase, 'requestId'>

interface Kept {
  requestId: string
  /** Epoch ms. */
  at: number
}

const key = 'purchases'

/** An order lives 30 minutes: what is older than that made none, or one that is over. */
const lifeMs = 30 * 60_000

const nameOf = ({ lines, remark = '' }: Wanted) =>
  JSON.stringify([lines.map(({ productId, quantity }) => [productId, quantity]).sort(), remark])

function readKept(phone: Phone, now: number): Record<string, Kept> {
  const stored = phone.getStorageSync(key) as Record<string, Kept> | ''
  return Object.fromEntries(Object.entries(stored || {}).filter(([, { at }]) => at <= now && now - at < lifeMs))
}

/**
 * Gives an intent its requestId, and the same again for the same content until it is forgotten or 30 minutes old: a
 * second tap, a lost answer and a killed app all lead to one order.
 *
 * @throws what `newRequestId` throws, or the storage of the phone; no order is begun then
 */
export async function keepPurchase(wanted: Wanted, phone: Phone = wx, now = Date.now()): Promise<Purchase> {
  const name = nameOf(wanted)
  const fresh = await newRequestId(phone)
  const kept = readKept(phone, now)
  const { requestId, at } = kept[name] ?? { requestId: fresh, at: now }
  phone.setStorageSync(key, { ...kept, [name]: { requestId, at } })
  return { ...wanted, requestId }
}

/** Ends an intent: its order is known to exist, or not to. The same content is a new intent from now on. */
export function forgetPurchase(wanted: Wanted, phone: Phone = wx, now = Date.now()): void {
  const { [nameOf(wanted)]: _ended, ...others } = readKept(phone, now)
  phone.setStorageSync(key, others)
}
