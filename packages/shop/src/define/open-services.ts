import { createLog, openDatabase } from '@stack/cloud-function'
import type { Gateway } from '../gateway/gateway.ts'
import { type Books, openBooks } from '../store/order-store.ts'
import type { Services } from '../use-cases/services.ts'

/** The services of a function that never speaks to the gateway. */
export function openBooksOf(functionName: string): Omit<Services, 'gateway'> {
  return { books: openBooks(openDatabase()), now: Date.now, log: createLog(functionName) }
}

/** All services. The database is opened on first use, so that nothing refused before pays for it. */
export function openServices(functionName: string, gateway: Gateway): Services {
  let books: Books | undefined
  return {
    get books() {
      books ??= openBooks(openDatabase())
      return books
    },
    gateway,
    now: Date.now,
    log: createLog(functionName),
  }
}
