import type { Database } from '@stack/emulator-kit/database'

/** A notification that has to reach the merchant. Times are epoch ms. */
export interface Notification {
  notificationId: number
  kind: 'pay' | 'refund'
  outTradeNo: string
  outRefundNo: string | null
  url: string
  body: string
  createdAt: number
  /** Deliveries by the schedule so far. */
  attempts: number
  /** Time of the next one; null when there is none. */
  nextAt: number | null
  outcome: 'pending' | 'acknowledged' | 'given-up'
}

/** One delivery and its answer. */
export interface Delivery {
  notificationId: number
  at: number
  /** 1 when it was asked for at the control API and is not part of the schedule. */
  byHand: 0 | 1
  /** HTTP status and body of the answer, null when there was none. */
  status: number | null
  answer: string | null
  /** Why there was no answer. */
  error: string | null
  acknowledged: 0 | 1
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS notifications (
  notificationId INTEGER PRIMARY KEY, kind TEXT NOT NULL, outTradeNo TEXT NOT NULL, outRefundNo TEXT, url TEXT NOT NULL,
  body TEXT NOT NULL, createdAt INTEGER NOT NULL, attempts INTEGER NOT NULL, nextAt INTEGER, outcome TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS notifications_nextAt ON notifications (nextAt) WHERE nextAt IS NOT NULL;
CREATE TABLE IF NOT EXISTS deliveries (
  notificationId INTEGER NOT NULL REFERENCES notifications, at INTEGER NOT NULL, byHand INTEGER NOT NULL,
  status INTEGER, answer TEXT, error TEXT, acknowledged INTEGER NOT NULL);`

/** Notifications and their deliveries. */
export type Outbox = ReturnType<typeof openOutbox>

/** Opens the tables. A notification is put here in the transaction that makes it true, so a crash cannot lose it. */
export function openOutbox(db: Database) {
  db.exec(SCHEMA)
  const insert = db.prepare(
    `INSERT INTO notifications VALUES (NULL, :kind, :outTradeNo, :outRefundNo, :url, :body, :createdAt, 0, :nextAt, 'pending')`,
  )
  const find = db.prepare<Notification>('SELECT * FROM notifications WHERE notificationId = ?')
  const all = db.prepare<Notification>('SELECT * FROM notifications ORDER BY notificationId')
  const due = db.prepare<Notification>('SELECT * FROM notifications WHERE nextAt <= ? ORDER BY nextAt, notificationId')
  const next = db.prepare<{ at: number | null }>('SELECT min(nextAt) AS at FROM notifications WHERE nextAt IS NOT NULL')
  const nextAt = db.remember(() => next.get()?.at ?? undefined)
  const update = db.prepare('UPDATE notifications SET attempts = ?, nextAt = ?, outcome = ? WHERE notificationId = ?')
  const insertDelivery = db.prepare(
    'INSERT INTO deliveries VALUES (:notificationId, :at, :byHand, :status, :answer, :error, :acknowledged)',
  )
  const deliveries = db.prepare<Delivery>('SELECT * FROM deliveries ORDER BY rowid')
  return {
    put: (made: Pick<Notification, 'kind' | 'outTradeNo' | 'outRefundNo' | 'url' | 'body' | 'createdAt' | 'nextAt'>) =>
      void insert.run({ ...made }),
    find: (notificationId: number) => find.get(notificationId),
    all: () => all.all(),
    due: (now: number) => ((nextAt() ?? Infinity) > now ? [] : due.all(now)),
    nextAt,
    deliveries: () => deliveries.all(),
    addDelivery: (delivery: Delivery) => void insertDelivery.run({ ...delivery }),
    reschedule: (to: Pick<Notification, 'notificationId' | 'attempts' | 'nextAt' | 'outcome'>) =>
      void update.run(to.attempts, to.nextAt, to.outcome, to.notificationId),
  }
}
