import type { Database } from '@stack/emulator-kit/database'
import { type RandomBytes, randomText } from '../shared/identifiers.ts'

/** The one merchant that the simulator serves. */
export interface Merchant {
  /** `wx` + 16 hex characters. */
  appId: string
  /** 10 digits. */
  mchId: string
  /** The API v2 key, 32 characters. */
  apiKey: string
}

/** Reads the merchant kept in the database; at the first time stores `given`, or one made up at random. */
export function openMerchant(db: Database, random: RandomBytes, given?: Merchant): Merchant {
  db.exec(
    'CREATE TABLE IF NOT EXISTS merchant (one INTEGER PRIMARY KEY CHECK (one = 1), appId TEXT NOT NULL, mchId TEXT NOT NULL, apiKey TEXT NOT NULL)',
  )
  const kept = db.prepare<Merchant>('SELECT appId, mchId, apiKey FROM merchant').get()
  if (kept !== undefined) return kept
  const merchant = given ?? {
    appId: `wx${random(8).toString('hex')}`,
    mchId: `16${randomText(random, 8, '0123456789')}`,
    apiKey: randomText(random, 32),
  }
  const { appId, mchId, apiKey } = merchant
  db.prepare('INSERT INTO merchant VALUES (1, ?, ?, ?)').run(appId, mchId, apiKey)
  return merchant
}
