import { createLog, openDatabase } from '@stack/cloud-function'
import type { Gateway } from '../gateway/gateway.ts'
import { openStore, type ShopStore } from '../store/order-store.ts'
import type { Services } from '../use-cases/services.ts'

/** The services of a function that never speaks to the gateway. */
export function openStoreServices(functionName: string): Omit<Services, 'gateway'> {
  return { store: openStore(openDatabase()), now: Date.now, log: createLog(functionName) }
}

/** All services. The database is opened on first use, so that nothing refused before pays for it. */
export function openServices(functionName: string, gateway: Gateway): Services {
  let store: ShopStore | undefined
  return {
    get store() {
      store ??= openStore(openDatabase())
      return store
    },
    gateway,
    now: Date.now,
    log: createLog(functionName),
  }
}
