import type { Database } from '@stack/emulator-kit/database'
import { findOverpayment } from './find-overpayment.ts'

/**
 * Accounts. `outside` is where top-ups come from and withdrawals go, `refunding` holds what was accepted for
 * refund and has not reached the buyer.
 */
export type Account = 'buyers' | 'merchant' | 'fees' | 'refunding' | 'outside'

/** Why money moved. */
export type BookingKind =
  | 'payment'
  | 'refund'
  | 'refund-success'
  | 'refund-returned'
  | 'refund-closed'
  | 'refund-reopened'
  | 'top-up'
  | 'withdrawal'

/** One movement of money; its amounts (fen) add up to 0. */
export interface Booking {
  at: number
  kind: BookingKind
  outTradeNo: string | null
  outRefundNo: string | null
  amounts: Partial<Record<Account, number>>
}

/** An entry as stored. */
export interface LedgerEntry {
  bookingId: number
  at: number
  kind: BookingKind
  outTradeNo: string | null
  outRefundNo: string | null
  account: Account
  amountFen: number
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS bookings (
  bookingId INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, outTradeNo TEXT, outRefundNo TEXT);
CREATE TABLE IF NOT EXISTS entries (
  bookingId INTEGER NOT NULL REFERENCES bookings, account TEXT NOT NULL, amountFen INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS bookings_at ON bookings (at);
CREATE INDEX IF NOT EXISTS bookings_outTradeNo ON bookings (outTradeNo);
CREATE INDEX IF NOT EXISTS entries_bookingId ON entries (bookingId);
CREATE TABLE IF NOT EXISTS balances (account TEXT PRIMARY KEY, amountFen INTEGER NOT NULL);`

const ENTRY = `SELECT b.bookingId, b.at, b.kind, b.outTradeNo, b.outRefundNo, e.account, e.amountFen
  FROM bookings b JOIN entries e USING (bookingId)`

/** The order records: double entry, integer fen. */
export type Ledger = ReturnType<typeof openLedger>

/** Opens the order records. `book` has to be called inside the caller's transaction. */
export function openLedger(db: Database) {
  db.exec(SCHEMA)
  const insertBooking = db.prepare('INSERT INTO bookings VALUES (NULL, ?, ?, ?, ?)')
  const insertEntry = db.prepare('INSERT INTO entries VALUES (?, ?, ?)')
  const addToBalance = db.prepare(
    'INSERT INTO balances VALUES (?, ?) ON CONFLICT DO UPDATE SET amountFen = amountFen + excluded.amountFen',
  )
  const balance = db.prepare<{ amountFen: number }>('SELECT amountFen FROM balances WHERE account = ?')
  const balances = db.prepare<{ account: Account; amountFen: number }>('SELECT * FROM balances ORDER BY account')
  const entries = db.prepare<LedgerEntry>(`${ENTRY} ORDER BY b.bookingId, e.rowid`)
  const within = db.prepare<LedgerEntry>(`${ENTRY} WHERE b.at >= ? AND b.at < ? ORDER BY b.bookingId, e.rowid`)
  const ofOrder = db.prepare<LedgerEntry>(`${ENTRY} WHERE b.outTradeNo = ? ORDER BY b.bookingId, e.rowid`)
  return {
    /** @throws Error when the amounts do not add up to 0, are not integers, or refund more of an order than was paid */
    book(booking: Booking): void {
      const amounts = Object.entries(booking.amounts).filter(([, amountFen]) => amountFen !== 0)
      const sum = amounts.reduce((total, [, amountFen]) => total + amountFen, 0)
      if (sum !== 0 || !amounts.every(([, amountFen]) => Number.isSafeInteger(amountFen))) {
        throw new Error(
          `[wxpay-simulator] booking does not balance: ${JSON.stringify(booking)}. This is a defect here.`,
        )
      }
      const overpaid = booking.outTradeNo && findOverpayment([...gather(ofOrder.all(booking.outTradeNo)), booking])
      if (overpaid) {
        throw new Error(`[wxpay-simulator] ${overpaid}: ${JSON.stringify(booking)}. This is a defect here.`)
      }
      const { lastInsertRowid } = insertBooking.run(booking.at, booking.kind, booking.outTradeNo, booking.outRefundNo)
      for (const [account, amountFen] of amounts) {
        insertEntry.run(Number(lastInsertRowid), account, amountFen)
        addToBalance.run(account, amountFen)
      }
    },
    balance: (account: Account): number => balance.get(account)?.amountFen ?? 0,
    balances: () => Object.fromEntries(balances.all().map((row) => [row.account, row.amountFen])),
    entries: () => entries.all(),
    /** Bookings with `fromAt <= at < untilAt` (epoch ms), in the order in which they were made. */
    bookingsWithin: (fromAt: number, untilAt: number) => gather(within.all(fromAt, untilAt)),
    /** Amount that an order's payment added to `fees`, fen. */
    feeOfOrder: (outTradeNo: string): number =>
      ofOrder
        .all(outTradeNo)
        .filter((entry) => entry.kind === 'payment' && entry.account === 'fees')
        .reduce((sum, entry) => sum + entry.amountFen, 0),
  }
}

function gather(entries: readonly LedgerEntry[]): Booking[] {
  const bookings = new Map<number, Booking>()
  for (const { bookingId, account, amountFen, at, kind, outTradeNo, outRefundNo } of entries) {
    const booking = bookings.get(bookingId) ?? { at, kind, outTradeNo, outRefundNo, amounts: {} }
    booking.amounts[account] = amountFen
    bookings.set(bookingId, booking)
  }
  return [...bookings.values()]
}
