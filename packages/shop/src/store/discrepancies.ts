import { createHash } from 'node:crypto'
import type { CloudDatabase } from '@stack/cloud-function'
import { insertOnce, listNewest, type Page } from '@stack/cloud-function'
import type { DiscrepancyKind, DiscrepancyState, DiscrepancyView } from '@stack/contract'

/** A discrepancy between both sides. Amounts in fen; `billDate` is null where no bill told of it. */
export interface FoundDiscrepancy {
  kind: DiscrepancyKind
  billDate: string | null
  outTradeNo: string
  refundId: string | null
  transactionId: string | null
  localFen: number | null
  gatewayFen: number | null
  /** True if WeChat can be queried about it and its answer stored. */
  isRepairable: boolean
  /** The texts that WeChat sent, of money that cannot be read as fen. */
  reported?: Readonly<Record<string, string>>
}

/** Resolution by a merchant; times in epoch ms. */
export interface Resolution {
  resolvedAt: number
  /** Openid of the merchant. */
  resolvedBy: string
  resolution: NonNullable<DiscrepancyView['resolution']>
  note: string | null
}

/** A discrepancy as it lies in the database. One kind of one payment or refund is one document, for ever. */
export interface Discrepancy extends FoundDiscrepancy {
  _id: string
  state: DiscrepancyState
  /** Epoch ms. */
  foundAt: number
  resolvedAt: Resolution['resolvedAt'] | null
  resolvedBy: Resolution['resolvedBy'] | null
  resolution: Resolution['resolution'] | null
  note: string | null
}

/** Page of discrepancies, newest first. */
export interface DiscrepancyPage {
  discrepancies: Discrepancy[]
  next: string | null
}

/** The discrepancies between the order records and WeChat's. */
export interface DiscrepancyStore {
  /** Keeps one that was found; one that is known stays as it is, resolved ones too. Says whether it was new. */
  keep(found: FoundDiscrepancy, now: number): Promise<boolean>
  find(discrepancyId: string): Promise<Discrepancy | null>
  list(condition: { state?: DiscrepancyState; discrepancyId?: string }, page: Page): Promise<DiscrepancyPage>
  /** Resolves an open one; the first to do so decides. Answers what stands there then. */
  resolve(discrepancyId: string, resolution: Resolution): Promise<Discrepancy | null>
}

/** Returns the id of a discrepancy; it says what it is about, so that a report that comes again is the same one. */
export function discrepancyIdOf({ kind, refundId, transactionId, outTradeNo, reported }: FoundDiscrepancy): string {
  const number = refundId ?? transactionId ?? outTradeNo
  return `${kind}-${number === '' ? digestOf(reported) : number}`
}

/** Money whose numbers cannot be read either is told apart by what was reported of it. */
function digestOf(reported: FoundDiscrepancy['reported']): string {
  return createHash('sha256').update(JSON.stringify(reported)).digest('hex').slice(0, 32)
}

/** A new discrepancy as it is stored. */
export function newDiscrepancy(found: FoundDiscrepancy, foundAt: number): Discrepancy {
  const unresolved = { resolvedAt: null, resolvedBy: null, resolution: null, note: null }
  return { _id: discrepancyIdOf(found), ...found, state: 'open', foundAt, ...unresolved }
}

const name = 'discrepancies'

/** Opens the discrepancies in a cloud database. */
export function openDiscrepancies(db: CloudDatabase): DiscrepancyStore {
  const find: DiscrepancyStore['find'] = async (discrepancyId) =>
    (await db.collection(name).doc(discrepancyId).get()).data as Discrepancy | null
  return {
    find,
    keep: (found, now) => insertOnce(db, name, newDiscrepancy(found, now)),
    async list({ state, discrepancyId }, page) {
      const condition = {
        ...(state !== undefined && { state }),
        ...(discrepancyId !== undefined && { _id: discrepancyId }),
      }
      const list = { collection: name, sortedBy: 'foundAt' } as const
      const { documents, next } = await listNewest<'foundAt', Discrepancy>(db, list, condition, page)
      return { discrepancies: documents, next }
    },
    async resolve(discrepancyId, resolution) {
      const open: Discrepancy['state'] = 'open'
      const resolved: Discrepancy['state'] = 'resolved'
      await db
        .collection(name)
        .where({ _id: discrepancyId, state: open })
        .update({ data: { state: resolved, ...resolution } })
      return find(discrepancyId)
    },
  }
}
