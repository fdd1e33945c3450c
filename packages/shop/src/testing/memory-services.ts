import type { LogFields } from '@stack/cloud-function'
import type { Order, Product } from '@stack/order'
import type { Gateway } from '../gateway/gateway.ts'
import type { Services } from '../use-cases/services.ts'
import { fakeGateway } from './fake-gateway.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'

interface MemoryServices extends Services {
  store: MemoryStore
  gateway: ReturnType<typeof fakeGateway>
  logged: { level: string; event: string; message: string; fields: LogFields | undefined }[]
}

/** Services of a use case in memory: store, a gateway with the given answers, a clock that stands at `now` (epoch ms). */
export function memoryServices(given: {
  now: number | (() => number)
  orders?: Order[]
  products?: Product[]
  merchants?: string[]
  gateway?: Partial<Gateway>
}): MemoryServices {
  const { now, gateway = {}, ...seed } = given
  const logged: MemoryServices['logged'] = []
  return {
    store: memoryStore(seed),
    gateway: fakeGateway(gateway),
    now: typeof now === 'number' ? () => now : now,
    log: (level, event, message, fields) => logged.push({ level, event, message, fields }),
    logged,
  }
}
