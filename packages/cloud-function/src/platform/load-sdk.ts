import type { CloudDatabase } from '../database/cloud-database.ts'

/** The part of wx-server-sdk that is used; its own typings leave most of it open. */
interface CloudSdk {
  init(options: { env: unknown }): void
  DYNAMIC_CURRENT_ENV: unknown
  getWXContext(): Record<string, unknown>
  database(options: { throwOnNotFound: boolean }): CloudDatabase
}

let sdk: CloudSdk | undefined

/**
 * Loads wx-server-sdk on first use. It lives in a bundle of its own beside the function, so that a forged notification
 * is refused without paying for it.
 */
export function loadSdk(): CloudSdk {
  if (sdk === undefined) {
    // A bundled function is CommonJS; the path is kept by the build (scripts/build-functions.ts).
    sdk = require('./sdk.js') as CloudSdk
    sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV })
  }
  return sdk
}

let database: CloudDatabase | undefined

/** The cloud database of this environment. A missing document reads as null. */
export function openDatabase(): CloudDatabase {
  database ??= loadSdk().database({ throwOnNotFound: false })
  return database
}
