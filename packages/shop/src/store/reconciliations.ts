import type { CloudDatabase } from '@stack/cloud-function'
import { insertOnce } from '@stack/cloud-function'

/** Counts of a reconciliation so far. Amounts in fen, the fee in 0.00001 yuan, as bills have it. */
export interface ReconciliationCounts {
  payments: number
  paidFen: number
  refunds: number
  refundedFen: number
  fee: number
  /** Lines of another app or shop under the same merchant number. */
  foreign: number
  /** Lines and orders that could not be read; each is in the log. */
  unreadable: number
  discrepancies: number
}

/** Progress of one day's reconciliation. */
export interface Reconciliation {
  /** The day in Beijing, `2026-03-01`. */
  _id: string
  /** Which bill it goes by; null when WeChat has none for that day. */
  digest: string | null
  /** First the lines of the bill are looked for in the order records: so many are done. */
  lines: number
  /** Then the day's orders are looked for in the bill: the last one that is done. */
  after: string | null
  counts: ReconciliationCounts
  startedAt: number
  finishedAt: number | null
  /** Goes up with every write: of two runs at once one goes on. */
  version: number
}

/** The progress of the daily reconciliations. */
export interface ReconciliationStore {
  find(days: string[]): Promise<Reconciliation[]>
  /** Stores where the next run goes on; null when another run was faster. */
  advance(to: Reconciliation): Promise<Reconciliation | null>
}

const name = 'reconciliations'

/** Opens the reconciliations in a cloud database. */
export function openReconciliations(db: CloudDatabase): ReconciliationStore {
  return {
    async find(days) {
      const { data } = await db
        .collection(name)
        .where({ _id: db.command.in(days) })
        .limit(days.length)
        .get()
      return data as unknown as Reconciliation[]
    },
    async advance({ version, ...to }) {
      const next = { ...to, version: version + 1 }
      if (version === 0) return (await insertOnce(db, name, next)) ? next : null
      const { _id, ...fields } = next
      // Wrapped, because a plain object would be merged into the old one.
      const data = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, db.command.set(value)]))
      const { stats } = await db.collection(name).where({ _id, version }).update({ data })
      return stats.updated === 1 ? next : null
    },
  }
}
