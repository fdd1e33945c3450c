import { payNotify } from '@stack/cloudfunctions/pay-notify'
import { refundNotify } from '@stack/cloudfunctions/refund-notify'
import { createGateway } from '@stack/shop'
import { memoryDiscrepancies } from '@stack/shop/testing'
import { createWxPayClient } from 'wxpay-core'
import type { Door } from './corpus-entry.ts'
import { type SignType, shop } from './sign.ts'

type Services = Parameters<typeof payNotify>[0]

const clientOf = (signType: SignType) => createWxPayClient({ ...shop, signType })
/** The shop, set to either algorithm. */
const clients = { 'HMAC-SHA256': clientOf('HMAC-SHA256'), MD5: clientOf('MD5') }

export function closeShops(): void {
  for (const client of Object.values(clients)) client.close()
}

/** What the reader of that notification says. */
export const read = (door: Door, body: string | Buffer, signType: SignType) =>
  door === 'pay' ? clients[signType].readPayNotify(body) : clients[signType].readRefundNotify(body)

/** What a use case answered and what it did besides. */
export interface Handled {
  done: boolean
  /** Orders asked for in the order records. The order records are the database: the first touch loads the cloud SDK. */
  touched: string[]
  /** Kinds of the discrepancies that were stored for a merchant. */
  kept: string[]
  logged: { level: string; event: string; message: string; fields: Record<string, unknown> | undefined }[]
}

/** Hands a body to the real use case, whose store knows no order; the store `'locked'` throws when it is touched. */
export async function handle(
  door: Door,
  body: string,
  signType: SignType,
  store: 'empty' | 'locked',
): Promise<Handled> {
  const touched: string[] = []
  const logged: Handled['logged'] = []
  const discrepancies = memoryDiscrepancies()
  const empty: Partial<Services['store']> = {
    find: async () => null,
    change: async (outTradeNo: string) => {
      touched.push(outTradeNo)
      return { ok: false, refused: 'not_found' }
    },
    discrepancies,
  }
  const services: Services = {
    get store(): Services['store'] {
      if (store === 'locked') throw new Error('[test] the order records were touched')
      return empty as Services['store']
    },
    gateway: createGateway(clients[signType], 'https://notify.shop.test'),
    now: () => Date.UTC(2026, 0, 15),
    log: (level, event, message, fields) => logged.push({ level, event, message, fields }),
  }
  const notified = door === 'pay' ? payNotify : refundNotify
  const { done } = await notified(services, body, Date.UTC(2026, 0, 15) + 2000)
  return { done, touched, kept: [...discrepancies.stored.values()].map(({ kind }) => kind), logged }
}
