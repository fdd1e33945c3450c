import { type Order, openRefunds } from '@stack/order'
import type { Core } from 'wxpay-simulator'
import { shownNumber } from '../transports/gateway-gone-wrong.ts'
import { catalogue } from '../world/catalogue.ts'
import { readAll } from '../world/read-database.ts'
import type { World } from '../world/world.ts'
import { checkBills } from './check-bills.ts'

type GatewayOrder = ReturnType<Core['world']['orders']['all']>[number]
type GatewayRefund = ReturnType<Core['world']['refunds']['all']>[number]

/** The order records and the gateway's, side by side. */
interface End {
  orders: Map<string, Order>
  /** transaction_ids of payments that are kept for a merchant because they fit no order. */
  kept: ReadonlySet<string>
  stock: Map<string, number>
  core: Core
  /** All that the gateway's records hold. */
  there: { orders: GatewayOrder[]; refunds: GatewayRefund[] }
  /** True if the gateway's notifications arrive. */
  isTold: boolean
  now: number
  mostSkewMs: number
  /** Orders of which a buyer was given what the cashier asks for. */
  payable: ReadonlySet<string>
  /** Orders that the gateway called closed without closing them. */
  closedInWordsOnly: ReadonlySet<string>
}

/** A minute, less what a slow request may take on its way. */
const leastRefundGapMs = 40_000

/** Problems by name: empty when the rule holds. */
type Rule = (end: End) => string[]

const ofOrders = (end: End, isWrong: (order: Order) => boolean) =>
  [...end.orders.values()].filter(isWrong).map(({ _id, state }) => `${_id} ${state}`)

/** Permitted states in the order records for each end at the gateway: what reached nobody, a merchant may have ended otherwise. */
const refundStates: Record<string, readonly string[]> = {
  'SUCCESS buyer': ['succeeded', 'refunded-twice'],
  'SUCCESS merchant': ['returned-to-merchant', 'settled-manually', 'abandoned'],
  CHANGE: ['abnormal', 'settled-manually'],
  REFUNDCLOSE: ['closed', 'settled-manually', 'abandoned'],
  PROCESSING: ['processing', 'settled-manually'],
}
const endOf = ({ status, receivedBy }: GatewayRefund) => (status === 'SUCCESS' ? `SUCCESS ${receivedBy}` : status)

/** Refunds of which the gateway must know. */
const known: ReadonlySet<string> = new Set([
  'processing',
  'succeeded',
  'abnormal',
  'closed',
  'returned-to-merchant',
  'refunded-twice',
])

/** Rules that hold once nothing fails any more and the timers have run. */
const rules: [name: string, rule: Rule][] = [
  [
    'I1 every payment at the gateway is booked',
    ({ orders, kept, there }) =>
      there.orders
        .filter(({ paidAt }) => paidAt !== null)
        .filter(({ outTradeNo, transactionId }) => {
          const order = orders.get(shownNumber(outTradeNo))
          const booked = [order?.payment, ...(order?.extraPayments ?? [])]
          return !booked.some((payment) => payment?.transactionId === transactionId) && !kept.has(`${transactionId}`)
        })
        .map(({ outTradeNo }) => outTradeNo),
  ],
  [
    'I1 every booked payment is one at the gateway',
    (end) =>
      ofOrders(end, ({ payment, extraPayments }) =>
        [payment, ...extraPayments].some((booked) => {
          if (booked === null) return false
          const truth = end.core.world.orders.findByTransaction(booked.transactionId)
          return truth?.paidAt == null || truth.totalFen !== booked.totalFen
        }),
      ),
  ],
  [
    'I1 every refund at the gateway is booked as it ended there',
    ({ orders, there }) =>
      there.refunds
        .filter((refund) => {
          const { outTradeNo, outRefundNo, refundFen, source } = refund
          const booked = orders.get(shownNumber(outTradeNo))?.refunds.find(({ refundId }) => refundId === outRefundNo)
          // Of one at the platform the shop learns from the bill, and stores it when a merchant says so.
          if (booked === undefined && source === 'VENDOR_PLATFORM') return false
          return booked?.amountFen !== refundFen || !refundStates[endOf(refund)]?.includes(booked.state)
        })
        .map(({ outRefundNo, status }) => `${outRefundNo} ${status}`),
  ],
  [
    'I1 every refund that was sent is one at the gateway',
    ({ orders, core }) =>
      [...orders.values()]
        .flatMap(({ refunds }) => refunds)
        .filter(({ refundId, state }) => known.has(state) && core.world.refunds.find(refundId) === undefined)
        .map(({ refundId, state }) => `${refundId} ${state}`),
  ],
  [
    'I3 what the gateway gives back is within each payment',
    ({ there }) =>
      there.orders
        .filter(({ outTradeNo, totalFen }) => {
          const ofOrder = there.refunds.filter((refund) => refund.outTradeNo === outTradeNo)
          const back = ofOrder.filter(({ status }) => status !== 'REFUNDCLOSE')
          return back.reduce((sum, { refundFen }) => sum + refundFen, 0) > totalFen
        })
        .map(({ outTradeNo }) => outTradeNo),
  ],
  [
    'I5 stock is what was there less what is sold',
    ({ orders, stock }) =>
      catalogue
        .filter(({ _id, stock: first }) => {
          const held = [...orders.values()].filter(({ history }) => !history.some(({ type }) => type === 'closed'))
          const sold = held.flatMap(({ lines }) => lines).filter(({ productId }) => productId === _id)
          return stock.get(_id) !== first - sold.reduce((sum, { quantity }) => sum + quantity, 0)
        })
        .map(({ _id }) => `${_id}: ${stock.get(_id)} left`),
  ],
  [
    'I6 prices are the catalogue’s',
    (end) =>
      ofOrders(end, ({ lines }) =>
        lines.some(({ productId, priceFen }) => catalogue.find(({ _id }) => _id === productId)?.priceFen !== priceFen),
      ),
  ],
  [
    'I9 closed here is closed at the gateway',
    (end) =>
      ofOrders(end, ({ _id, state }) => {
        const truth = end.core.world.orders.find(_id)
        if (end.closedInWordsOnly.has(_id)) return false
        // Clocks so far apart defeat the mark that a payment request is under way; but nobody can pay this one.
        if (end.mostSkewMs >= 60_000 && !end.payable.has(_id)) return false
        return state === 'closed' && truth !== undefined && truth.closedAt === null && isPayable(truth, end.now)
      }),
  ],
  [
    'I9 money that came after the close is given back',
    (end) =>
      ofOrders(
        end,
        ({ history, payment, refunds }) =>
          payment !== null &&
          history.some(({ type }) => type === 'closed') &&
          !refunds.some(({ requestedBy, amountFen }) => requestedBy === 'system' && amountFen === payment.totalFen),
      ),
  ],
  [
    'I15 refunds of one order are about a minute apart',
    ({ there, mostSkewMs }) => {
      const leastMs = leastRefundGapMs - 2 * mostSkewMs
      const isTooNear = (one: GatewayRefund, other: GatewayRefund) =>
        one.outTradeNo === other.outTradeNo &&
        one.outRefundNo !== other.outRefundNo &&
        Math.abs(one.acceptedAt - other.acceptedAt) < leastMs
      return there.refunds
        .filter((one) => there.refunds.some((other) => isTooNear(one, other)))
        .map(({ outRefundNo }) => outRefundNo)
    },
  ],
  ['I10 nothing stays open', (end) => ofOrders(end, (order) => isOpen(order))],
  [
    'I10 every notification is acknowledged or given up',
    ({ core, isTold }) =>
      core.world.outbox
        .all()
        .filter(({ outcome }) => isTold && outcome === 'pending')
        .map(({ kind, outTradeNo }) => `${kind} ${outTradeNo}`),
  ],
]

function isPayable({ timeExpireAt, paidAt }: { timeExpireAt: number | null; paidAt: number | null }, now: number) {
  return paidAt === null && (timeExpireAt === null || now < timeExpireAt)
}

/** Says whether something about an order still has to happen by itself. */
export function isOpen(order: Order): boolean {
  return order.state === 'unpaid' || order.state === 'closing' || openRefunds(order).length > 0
}

/** Compares the order records once a run has settled. */
export async function checkEnd(world: World): Promise<void> {
  const { database, core, timeline, mostSkewMs, payable, closedInWordsOnly, blame, count } = world
  const there = { orders: core.world.orders.all(), refunds: core.world.refunds.all() }
  for (const { status } of there.refunds) count(`refund × ended ${status}`)
  const [orders, discrepancies, products] = await Promise.all([
    readAll<Order>(database, 'orders'),
    readAll<{ transactionId: string | null }>(database, 'discrepancies'),
    readAll<{ _id: string; stock: number }>(database, 'products'),
  ])
  const end: End = {
    orders: new Map(orders.map((order) => [order._id, order])),
    kept: new Set(discrepancies.flatMap(({ transactionId }) => transactionId ?? [])),
    stock: new Map(products.map(({ _id, stock }) => [_id, stock])),
    core,
    there,
    isTold: !world.wrongs.losesNotifications,
    now: timeline.now(),
    mostSkewMs,
    payable,
    closedInWordsOnly,
  }
  for (const [name, rule] of rules) for (const detail of rule(end)) blame(name, detail)
  if (world.reconciles) await checkBills(world)
}
