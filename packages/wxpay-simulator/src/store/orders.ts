import type { Database } from '@stack/emulator-kit/database'
import type { SignType } from '../wire/sign.ts'

/** An order as unifiedorder made it, and what became of it. Times are epoch ms, amounts fen. */
export interface Order {
  outTradeNo: string
  createdAt: number
  openid: string
  body: string
  attach: string
  deviceInfo: string
  totalFen: number
  timeExpireAt: number | null
  notifyUrl: string
  signType: SignType
  /** The business parameters of the first call, which a repetition has to equal. */
  terms: string
  /** Time at which the order's own account first opened the cashier. */
  openedAt: number | null
  closedAt: number | null
  paidAt: number | null
  transactionId: string | null
  bankType: string | null
  firstRefundAt: number | null
}

/** A prepay_id handed out for an order. */
export interface Prepay {
  prepayId: string
  outTradeNo: string
  createdAt: number
  /** The merchant's nonce of that call; the payment notification repeats it. */
  nonceStr: string
}

/** The state that orderquery reports for a JSAPI order. */
export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'

const UNPAID_LIFE_MS = 7 * 24 * 3_600_000

/** Tells an order's trade_state at a time: unpaid orders close by themselves after 7 days. */
export function tradeStateOf(order: Order, now: number): TradeState {
  if (order.closedAt !== null) return 'CLOSED'
  if (order.paidAt !== null) return order.firstRefundAt === null ? 'SUCCESS' : 'REFUND'
  return now >= order.createdAt + UNPAID_LIFE_MS ? 'CLOSED' : 'NOTPAY'
}

const COLUMNS = `outTradeNo, createdAt, openid, body, attach, deviceInfo, totalFen, timeExpireAt, notifyUrl, signType,
  terms, openedAt, closedAt, paidAt, transactionId, bankType, firstRefundAt`

const SCHEMA = `
CREATE TABLE IF NOT EXISTS orders (
  outTradeNo TEXT PRIMARY KEY, createdAt INTEGER NOT NULL, openid TEXT NOT NULL, body TEXT NOT NULL,
  attach TEXT NOT NULL, deviceInfo TEXT NOT NULL, totalFen INTEGER NOT NULL CHECK (totalFen > 0), timeExpireAt INTEGER,
  notifyUrl TEXT NOT NULL, signType TEXT NOT NULL, terms TEXT NOT NULL, openedAt INTEGER, closedAt INTEGER,
  paidAt INTEGER, transactionId TEXT UNIQUE, bankType TEXT, firstRefundAt INTEGER,
  CHECK (closedAt IS NULL OR paidAt IS NULL));
CREATE TABLE IF NOT EXISTS prepays (
  prepayId TEXT PRIMARY KEY, outTradeNo TEXT NOT NULL REFERENCES orders, createdAt INTEGER NOT NULL, nonceStr TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS openids (openid TEXT PRIMARY KEY, appId TEXT NOT NULL);`

/** Orders, their prepay_ids, and which openids belong to another app. */
export type OrderStore = ReturnType<typeof openOrderStore>

/** Opens the tables of orders. */
export function openOrderStore(db: Database) {
  db.exec(SCHEMA)
  const insert = db.prepare(
    `INSERT INTO orders VALUES (${COLUMNS.split(',')
      .map((name) => `:${name.trim()}`)
      .join(', ')})`,
  )
  const byNumber = db.prepare<Order>('SELECT * FROM orders WHERE outTradeNo = ?')
  const byTransaction = db.prepare<Order>('SELECT * FROM orders WHERE transactionId = ?')
  const all = db.prepare<Order>('SELECT * FROM orders ORDER BY rowid')
  const insertPrepay = db.prepare('INSERT INTO prepays VALUES (?, ?, ?, ?)')
  const prepay = db.prepare<Prepay>('SELECT * FROM prepays WHERE prepayId = ?')
  const open = db.prepare('UPDATE orders SET openedAt = ? WHERE outTradeNo = ? AND openedAt IS NULL')
  const close = db.prepare('UPDATE orders SET closedAt = ? WHERE outTradeNo = ?')
  const pay = db.prepare('UPDATE orders SET paidAt = ?, transactionId = ?, bankType = ? WHERE outTradeNo = ?')
  const refund = db.prepare('UPDATE orders SET firstRefundAt = ? WHERE outTradeNo = ? AND firstRefundAt IS NULL')
  const appOf = db.prepare<{ appId: string }>('SELECT appId FROM openids WHERE openid = ?')
  const register = db.prepare('INSERT OR REPLACE INTO openids VALUES (?, ?)')
  return {
    insert: (order: Order) => void insert.run({ ...order }),
    find: (outTradeNo: string) => byNumber.get(outTradeNo),
    findByTransaction: (transactionId: string) => byTransaction.get(transactionId),
    all: () => all.all(),
    insertPrepay: (made: Prepay) =>
      void insertPrepay.run(made.prepayId, made.outTradeNo, made.createdAt, made.nonceStr),
    findPrepay: (prepayId: string) => prepay.get(prepayId),
    markOpened: (outTradeNo: string, at: number) => void open.run(at, outTradeNo),
    markClosed: (outTradeNo: string, at: number) => void close.run(at, outTradeNo),
    markPaid: (outTradeNo: string, paid: { at: number; transactionId: string; bankType: string }) =>
      void pay.run(paid.at, paid.transactionId, paid.bankType, outTradeNo),
    markRefunded: (outTradeNo: string, at: number) => void refund.run(at, outTradeNo),
    /** The app that an openid is known to belong to, undefined when nobody said so. */
    appOf: (openid: string) => appOf.get(openid)?.appId,
    registerOpenid: (openid: string, appId: string) => void register.run(openid, appId),
  }
}
