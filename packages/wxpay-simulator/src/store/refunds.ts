import type { Database } from '@stack/emulator-kit/database'

/** Ends of a refund. */
export type RefundOutcome = 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'

/** Accounts that a refund can arrive in: the buyer's wallet (`buyer`), other accounts of the buyer, the merchant's. */
export type RefundReceiver = 'buyer' | 'buyer-bank-card' | 'buyer-mini-fund' | 'merchant' | 'merchant-bank-account'

/** An end of a refund, and where its money arrives when it succeeds. */
export interface RefundPlan {
  outcome: RefundOutcome
  receivedBy: RefundReceiver
}

/** An end of a refund; a word alone sends the money to the buyer's wallet. */
export type PlannedOutcome = RefundOutcome | RefundPlan

/** Returns a planned outcome in its long form. */
export function planOf(planned: PlannedOutcome): RefundPlan {
  return typeof planned === 'string' ? { outcome: planned, receivedBy: 'buyer' } : planned
}

/** A status that a refund had from `at` (epoch ms) on. */
export interface RefundState {
  at: number
  status: Refund['status']
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
  /** Planned end; decided when it is accepted, changed by control. */
  outcome: RefundOutcome
  status: 'PROCESSING' | RefundOutcome
  settledAt: number | null
  receivedBy: RefundReceiver
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
  receivedBy TEXT NOT NULL DEFAULT 'buyer', source TEXT NOT NULL DEFAULT 'API');
CREATE TABLE IF NOT EXISTS refundStates (outRefundNo TEXT NOT NULL, at INTEGER NOT NULL, status TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS refundStates_outRefundNo ON refundStates (outRefundNo);
CREATE INDEX IF NOT EXISTS refunds_outTradeNo ON refunds (outTradeNo);
CREATE INDEX IF NOT EXISTS refunds_processing ON refunds (settleAt) WHERE status = 'PROCESSING';`

const COLUMNS = [
  ...['outRefundNo', 'refundId', 'outTradeNo', 'refundFen', 'feeBackFen', 'account', 'notifyUrl', 'acceptedAt'],
  ...['settleAt', 'outcome', 'status', 'settledAt', 'receivedBy', 'source'],
]

/** Migrates a data folder of an earlier version: its refunds were all of the API, went to buyers and ended once. */
function migrate(db: Database): void {
  const present = db.prepare<{ name: string }>('PRAGMA table_info(refunds)').all()
  const added = { receivedBy: `TEXT NOT NULL DEFAULT 'buyer'`, source: `TEXT NOT NULL DEFAULT 'API'` }
  for (const [name, type] of Object.entries(added)) {
    if (!present.some((column) => column.name === name)) db.exec(`ALTER TABLE refunds ADD COLUMN ${name} ${type}`)
  }
  db.exec(`INSERT INTO refundStates SELECT outRefundNo, settledAt, status FROM refunds
    WHERE settledAt IS NOT NULL AND outRefundNo NOT IN (SELECT outRefundNo FROM refundStates)`)
}

/** Refunds. */
export type RefundStore = ReturnType<typeof openRefundStore>

/** Opens the table of refunds. */
export function openRefundStore(db: Database) {
  db.exec(SCHEMA)
  migrate(db)
  const insert = db.prepare(
    `INSERT INTO refunds (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `:${name}`).join(', ')})`,
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
    `UPDATE refunds SET status = 'PROCESSING', outcome = ?, receivedBy = ?, settleAt = ?, settledAt = NULL WHERE outRefundNo = ?`,
  )
  const addState = db.prepare(
    'INSERT INTO refundStates SELECT outRefundNo, ?, status FROM refunds WHERE outRefundNo = ?',
  )
  const stateBefore = db.prepare<RefundState>(
    'SELECT at, status FROM refundStates WHERE outRefundNo = ? AND at < ? ORDER BY rowid DESC LIMIT 1',
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
    markSettled(outRefundNo: string, at: number): void {
      settle.run(at, outRefundNo)
      addState.run(at, outRefundNo)
    },
    /** Sets a refund to PROCESSING from `at` on, to end as planned at `settleAt` (epoch ms). */
    resume(outRefundNo: string, plan: RefundPlan, { at, settleAt }: { at: number; settleAt: number }): void {
      resume.run(plan.outcome, plan.receivedBy, settleAt, outRefundNo)
      addState.run(at, outRefundNo)
    },
    /** Returns the last change of status before a time (epoch ms); undefined when it was PROCESSING since its acceptance. */
    stateBefore: (outRefundNo: string, before: number) => stateBefore.get(outRefundNo, before),
  }
}
