import { type Order, openRefunds } from '@stack/order'
import type { Core } from 'wxpay-simulator'
import { catalogue } from './catalogue.ts'
import { readAll } from './read-database.ts'
import type { World } from './world.ts'

/** The shop's books and the gateway's, side by side. */
interface End {
  orders: Map<string, Order>
  unmatched: ReadonlySet<string>
  stock: Map<string, number>
  core: Core
  now: number
  /** Whether the functions' clocks were off. */
  isSkewed: boolean
}

/** A minute, less what a slow request may take on its way. */
const leastRefundGapMs = 40_000

/** What is wrong, by name: empty when the rule holds. */
type Rule = (end: End) => string[]

const ofOrders = (end: End, isWrong: (order: Order) => boolean) =>
  [...end.orders.values()].filter(isWrong).map(({ _id, state }) => `${_id} ${state}`)

/** How each end at the gateway is called here. */
const refundStates: Record<string, string> = {
  SUCCESS: 'succeeded',
  CHANGE: 'abnormal',
  REFUNDCLOSE: 'closed',
  PROCESSING: 'processing',
}
/** Refunds of which the gateway must know. */
const known: ReadonlySet<string> = new Set(['processing', 'succeeded', 'abnormal', 'closed'])

/** What has to hold once nothing fails any more and the timers have run. */
const rules: [name: string, rule: Rule][] = [
  [
    'I1 every payment at the gateway is booked',
    ({ orders, unmatched, core }) =>
      core.world.orders
        .all()
        .filter(({ paidAt }) => paidAt !== null)
        .filter(({ outTradeNo, transactionId }) => {
          const booked = orders.get(outTradeNo)?.payment
          return booked?.transactionId !== transactionId && !unmatched.has(String(transactionId))
        })
        .map(({ outTradeNo }) => outTradeNo),
  ],
  [
    'I1 every booked payment is one at the gateway',
    (end) =>
      ofOrders(end, ({ _id, payment }) => {
        const truth = end.core.world.orders.find(_id)
        return payment !== null && (truth?.paidAt == null || truth.totalFen !== payment.totalFen)
      }),
  ],
  [
    'I1 every refund at the gateway is booked as it ended there',
    ({ orders, core }) =>
      core.world.refunds
        .all()
        .filter(({ outTradeNo, outRefundNo, refundFen, status }) => {
          const booked = orders.get(outTradeNo)?.refunds.find(({ refundId }) => refundId === outRefundNo)
          return booked?.amountFen !== refundFen || booked.state !== refundStates[status]
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
    ({ core, isSkewed }) =>
      isSkewed
        ? []
        : core.world.refunds
            .all()
            .filter(({ outTradeNo, outRefundNo, acceptedAt }) =>
              core.world.refunds
                .ofOrder(outTradeNo)
                .some(
                  (other) =>
                    other.outRefundNo !== outRefundNo && Math.abs(other.acceptedAt - acceptedAt) < leastRefundGapMs,
                ),
            )
            .map(({ outRefundNo }) => outRefundNo),
  ],
  ['I10 nothing stays open', (end) => ofOrders(end, (order) => isOpen(order))],
  [
    'I10 every notification is acknowledged or given up',
    ({ core }) =>
      core.world.outbox
        .all()
        .filter(({ outcome }) => outcome === 'pending')
        .map(({ kind, outTradeNo }) => `${kind} ${outTradeNo}`),
  ],
]

function isPayable({ timeExpireAt, paidAt }: { timeExpireAt: number | null; paidAt: number | null }, now: number) {
  return paidAt === null && (timeExpireAt === null || now < timeExpireAt)
}

/** Whether something about an order still has to happen by itself. */
export function isOpen(order: Order): boolean {
  return order.state === 'unpaid' || order.state === 'closing' || openRefunds(order).length > 0
}

/** Compares the books once a run has settled. */
export async function checkEnd({ database, core, timeline, isSkewed, blame }: World): Promise<void> {
  const [orders, unmatched, products] = await Promise.all([
    readAll<Order>(database, 'orders'),
    readAll<{ _id: string }>(database, 'unmatched'),
    readAll<{ _id: string; stock: number }>(database, 'products'),
  ])
  const end: End = {
    orders: new Map(orders.map((order) => [order._id, order])),
    unmatched: new Set(unmatched.map(({ _id }) => _id)),
    stock: new Map(products.map(({ _id, stock }) => [_id, stock])),
    core,
    now: timeline.now(),
    isSkewed,
  }
  for (const [name, rule] of rules) for (const detail of rule(end)) blame(name, detail)
}
