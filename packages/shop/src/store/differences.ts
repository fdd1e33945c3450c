import { createHash } from 'node:crypto'
import type { CloudDatabase } from '@stack/cloud-function'
import { insertOnce, listNewest, type Page } from '@stack/cloud-function'
import type { DifferenceKind, DifferenceState, DifferenceView } from '@stack/contract'

/** What tells one side's money from the other's. Amounts in fen; `billDate` is null where no bill told of it. */
export interface FoundDifference {
  kind: DifferenceKind
  billDate: string | null
  outTradeNo: string
  refundId: string | null
  transactionId: string | null
  hereFen: number | null
  thereFen: number | null
  /** Whether WeChat can be asked about it and what it says be booked. */
  isRepairable: boolean
  /** The texts that WeChat sent, of money that cannot be read as fen. */
  reported?: Readonly<Record<string, string>>
}

/** How a merchant settled it; times in epoch ms. */
export interface Resolution {
  resolvedAt: number
  /** Openid of the merchant. */
  resolvedBy: string
  resolution: NonNullable<DifferenceView['resolution']>
  note: string | null
}

/** A difference as it lies in the database. One kind of one payment or refund is one document, for ever. */
export interface Difference extends FoundDifference {
  _id: string
  state: DifferenceState
  /** Epoch ms. */
  foundAt: number
  resolvedAt: Resolution['resolvedAt'] | null
  resolvedBy: Resolution['resolvedBy'] | null
  resolution: Resolution['resolution'] | null
  note: string | null
}

export interface DifferencePage {
  differences: Difference[]
  next: string | null
}

/** The differences between the order records and WeChat's. */
export interface DifferenceStore {
  /** Keeps one that was found; one that is known stays as it is, resolved ones too. Says whether it was new. */
  keep(found: FoundDifference, now: number): Promise<boolean>
  find(differenceId: string): Promise<Difference | null>
  list(condition: { state?: DifferenceState; differenceId?: string }, page: Page): Promise<DifferencePage>
  /** Resolves an open one; the first to do so decides. Answers what stands there then. */
  resolve(differenceId: string, resolution: Resolution): Promise<Difference | null>
}

/** Returns the id of a difference; it says what it is about, so that a report that comes again is the same one. */
export function differenceIdOf({ kind, refundId, transactionId, outTradeNo, reported }: FoundDifference): string {
  const number = refundId ?? transactionId ?? outTradeNo
  return `${kind}-${number === '' ? digestOf(reported) : number}`
}

/** Money whose numbers cannot be read either is told apart by what was reported of it. */
function digestOf(reported: FoundDifference['reported']): string {
  return createHash('sha256').update(JSON.stringify(reported)).digest('hex').slice(0, 32)
}

/** A new difference as it is stored. */
export function newDifference(found: FoundDifference, foundAt: number): Difference {
  const unresolved = { resolvedAt: null, resolvedBy: null, resolution: null, note: null }
  return { _id: differenceIdOf(found), ...found, state: 'open', foundAt, ...unresolved }
}

const name = 'differences'

/** Opens the differences in a cloud database. */
export function openDifferences(db: CloudDatabase): DifferenceStore {
  const find: DifferenceStore['find'] = async (differenceId) =>
    (await db.collection(name).doc(differenceId).get()).data as Difference | null
  return {
    find,
    keep: (found, now) => insertOnce(db, name, newDifference(found, now)),
    async list({ state, differenceId }, page) {
      const condition = {
        ...(state !== undefined && { state }),
        ...(differenceId !== undefined && { _id: differenceId }),
      }
      const list = { collection: name, sortedBy: 'foundAt' } as const
      const { documents, next } = await listNewest<'foundAt', Difference>(db, list, condition, page)
      return { differences: documents, next }
    },
    async resolve(differenceId, resolution) {
      const open: Difference['state'] = 'open'
      const resolved: Difference['state'] = 'resolved'
      await db
        .collection(name)
        .where({ _id: differenceId, state: open })
        .update({ data: { state: resolved, ...resolution } })
      return find(differenceId)
    },
  }
}
