import type { Database } from '@stack/standin-kit'

/** How a refund can end. */
export type RefundOutcome = 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'

/** Where the money of a refund that succeeds goes. */
export type RefundRecipient = 'buyer' | 'merchant'

/** How a refund is planned to end, in one word. */
export type PlannedOutcome = RefundOutcome | 'SUCCESS_TO_MERCHANT'

/** Splits a planned outcome into what the gateway reports and where the money goes. */
export function planOf(planned: PlannedOutcome): { outcome: RefundOutcome; recipient: RefundRecipient } {
  return planned === 'SUCCESS_TO_MERCHANT'
    ? { outcome: 'SUCCESS', recipient: 'merchant' }
    : { outcome: planned, recipient: 'buyer' }
}

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
  recipient: RefundRecipient
  /** refund_request_source: a call of the API, or a merchant at WeChat's platform. */
  source: 'API' | 'VENDOR_PLATFORM'
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
  outcome TEXT NOT NULL, status TEXT NOT NULL, settledAt INTEGER,
  recipient TEXT NOT NULL DEFAULT 'buyer', source TEXT NOT NULL DEFAULT 'API');
CREATE INDEX IF NOT EXISTS refunds_outTradeNo ON refunds (outTradeNo);
CREATE INDEX IF NOT EXISTS refunds_processing ON refunds (settleAt) WHERE status = 'PROCESSING';`

/** A data folder of an earlier version lacks the columns that came later; its refunds were all of the API, to buyers. */
function addMissingColumns(db: Database): void {
  const present = db.prepare<{ name: string }>('PRAGMA table_info(refunds)').all()
  const added = { recipient: `TEXT NOT NULL DEFAULT 'buyer'`, source: `TEXT NOT NULL DEFAULT 'API'` }
  for (const [name, type] of Object.entries(added)) {
    if (!present.some((column) => column.name === name)) db.exec(`ALTER TABLE refunds ADD COLUMN ${name} ${type}`)
  }
}

/** Refunds. */
export type RefundStore = ReturnType<typeof openRefundStore>

/** Opens the table of refunds. */
export function openRefundStore(db: Database) {
  db.exec(SCHEMA)
  addMissingColumns(db)
  const insert = db.prepare(
    `INSERT INTO refunds VALUES (:outRefundNo, :refundId, :outTradeNo, :refundFen, :feeBackFen, :account, :notifyUrl,
      :acceptedAt, :settleAt, :outcome, :status, :settledAt, :recipient, :source)`,
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
  const resume = db.prepare(
    `UPDATE refunds SET status = 'PROCESSING', outcome = ?, recipient = ?, settleAt = ?, settledAt = NULL WHERE outRefundNo = ?`,
  )
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
    /** Lets a refund be processed again, to end so at `settleAt` (epoch ms). */
    resume: (outRefundNo: string, { outcome, recipient }: ReturnType<typeof planOf>, settleAt: number) =>
      void resume.run(outcome, recipient, settleAt, outRefundNo),
  }
}
