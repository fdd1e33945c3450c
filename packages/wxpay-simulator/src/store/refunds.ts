import type { Database } from '@stack/standin-kit'

/** How a refund can end. */
export type RefundOutcome = 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'

/** A refund that was accepted. Times are epoch ms, amounts fen. */
export interface Refund {
  outRefundNo: string
  refundId: string
  outTradeNo: string
  refundFen: number
  /** The part of the fee given back to the merchant with it. */
  feeBackFen: number
  /** refund_account of the request, or the gateway's default. */
  account: string
  notifyUrl: string
  acceptedAt: number
  settleAt: number
  /** What it will end as; decided when it is accepted. */
  outcome: RefundOutcome
  status: 'PROCESSING' | RefundOutcome
  settledAt: number | null
}

/** Sums over the refunds of one order that are not REFUNDCLOSE, and the count of all of them. */
export interface RefundTotals {
  count: number
  refundedFen: number
  feeBackFen: number
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS refunds (
  outRefundNo TEXT PRIMARY KEY, refundId TEXT NOT NULL UNIQUE, outTradeNo TEXT NOT NULL,
  refundFen INTEGER NOT NULL CHECK (refundFen > 0), feeBackFen INTEGER NOT NULL CHECK (feeBackFen >= 0),
  account TEXT NOT NULL, notifyUrl TEXT NOT NULL, acceptedAt INTEGER NOT NULL, settleAt INTEGER NOT NULL,
  outcome TEXT NOT NULL, status TEXT NOT NULL, settledAt INTEGER);
CREATE INDEX IF NOT EXISTS refunds_outTradeNo ON refunds (outTradeNo);
CREATE INDEX IF NOT EXISTS refunds_processing ON refunds (settleAt) WHERE status = 'PROCESSING';`

/** Refunds. */
export type RefundStore = ReturnType<typeof openRefundStore>

/** Opens the table of refunds. */
export function openRefundStore(db: Database) {
  db.exec(SCHEMA)
  const insert = db.prepare(
    `INSERT INTO refunds VALUES (:outRefundNo, :refundId, :outTradeNo, :refundFen, :feeBackFen, :account, :notifyUrl,
      :acceptedAt, :settleAt, :outcome, :status, :settledAt)`,
  )
  const byNumber = db.prepare<Refund>('SELECT * FROM refunds WHERE outRefundNo = ?')
  const byId = db.prepare<Refund>('SELECT * FROM refunds WHERE refundId = ?')
  const ofOrder = db.prepare<Refund>('SELECT * FROM refunds WHERE outTradeNo = ? ORDER BY rowid')
  const all = db.prepare<Refund>('SELECT * FROM refunds ORDER BY rowid')
  const totals = db.prepare<RefundTotals>(
    `SELECT count(*) AS count, coalesce(sum(refundFen) FILTER (WHERE status <> 'REFUNDCLOSE'), 0) AS refundedFen,
      coalesce(sum(feeBackFen) FILTER (WHERE status <> 'REFUNDCLOSE'), 0) AS feeBackFen FROM refunds WHERE outTradeNo = ?`,
  )
  const due = db.prepare<Refund>(
    `SELECT * FROM refunds WHERE status = 'PROCESSING' AND settleAt <= ? ORDER BY settleAt, rowid`,
  )
  const next = db.prepare<{ at: number | null }>(`SELECT min(settleAt) AS at FROM refunds WHERE status = 'PROCESSING'`)
  const nextSettleAt = db.remember(() => next.get()?.at ?? undefined)
  const settle = db.prepare('UPDATE refunds SET status = outcome, settledAt = ? WHERE outRefundNo = ?')
  return {
    insert: (refund: Refund) => void insert.run({ ...refund }),
    find: (outRefundNo: string) => byNumber.get(outRefundNo),
    findById: (refundId: string) => byId.get(refundId),
    ofOrder: (outTradeNo: string) => ofOrder.all(outTradeNo),
    all: () => all.all(),
    totals: (outTradeNo: string) => totals.get(outTradeNo) as RefundTotals,
    due: (now: number) => ((nextSettleAt() ?? Infinity) > now ? [] : due.all(now)),
    nextSettleAt,
    markSettled: (outRefundNo: string, at: number) => void settle.run(at, outRefundNo),
  }
}
