import { isDeepStrictEqual } from 'node:util'
import { fold, type Order } from '@stack/order'
import { type BookLine, compareLines } from '../demo/compare-bill.ts'
import { goods } from './goods.ts'
import type { Shop } from './open-shop.ts'
import { readBooks, readCollection, type ShopStore } from './read-books.ts'

/** Everything that both sides have at the end. */
export interface End extends ShopStore {
  stock: Map<string, number>
}

/** Problems: empty when the rule holds. */
type Rule = (end: End) => string[]

/** Says whether something about an order still has to happen by itself: by the rule, not by the code under test. */
export function isOpen({ state, refunds }: Order): boolean {
  const isUnderWay = refunds.some((refund) => refund.state === 'approved' || refund.state === 'processing')
  return state === 'unpaid' || state === 'closing' || isUnderWay
}

const ofOrders = ({ orders }: End, isWrong: (order: Order) => boolean) =>
  [...orders.values()].filter(isWrong).map(({ _id, state }) => `${_id} ${state}`)

/** The shop's payments and refunds, the way a bill lists them. */
function linesHere({ orders }: ShopStore): BookLine[] {
  return [...orders.values()].flatMap(({ _id: outTradeNo, payment, refunds }) => {
    if (payment === null) return []
    const { transactionId, totalFen } = payment
    const paid = { kind: 'payment' as const, outTradeNo, transactionId, refundId: '', gatewayRefundId: '' }
    const refunded = refunds
      .filter(({ state }) => state === 'succeeded')
      .map(({ refundId, gatewayRefundId, amountFen }) => ({
        ...{ kind: 'refund' as const, outTradeNo, transactionId, refundId },
        ...{ gatewayRefundId: String(gatewayRefundId), amountFen },
      }))
    return [{ ...paid, amountFen: totalFen }, ...refunded]
  })
}

/** The gateway's, the same way. */
function linesThere({ gateway: { orders, refunds } }: ShopStore): BookLine[] {
  const transactionOf = (outTradeNo: string) => String(orders.get(outTradeNo)?.transactionId)
  const paid = [...orders.values()]
    .filter(({ paidAt }) => paidAt !== null)
    .map(({ outTradeNo, totalFen }) => ({
      ...{ kind: 'payment' as const, outTradeNo, transactionId: transactionOf(outTradeNo) },
      ...{ refundId: '', gatewayRefundId: '', amountFen: totalFen },
    }))
  const refunded = refunds.map(({ outTradeNo, outRefundNo, refundId, refundFen }) => ({
    ...{ kind: 'refund' as const, outTradeNo, transactionId: transactionOf(outTradeNo) },
    ...{ refundId: outRefundNo, gatewayRefundId: refundId, amountFen: refundFen },
  }))
  return [...paid, ...refunded]
}

const sumOf = (store: ShopStore, kind: BookLine['kind']) =>
  linesHere(store).reduce((sum, line) => (line.kind === kind ? sum + line.amountFen : sum), 0)

/** Paid and refunded amounts, in fen, and their numbers. */
export function turnover(store: ShopStore) {
  const count = (kind: BookLine['kind']) => linesHere(store).filter((line) => line.kind === kind).length
  return {
    ...{ payments: count('payment'), paidFen: sumOf(store, 'payment') },
    ...{ refunds: count('refund'), refundedFen: sumOf(store, 'refund') },
  }
}

const twice = (items: string[]) => items.filter((item, index) => items.indexOf(item) !== index)

/** Rules that hold once nothing is killed any more and the timers have run. */
const rules: [name: string, rule: Rule][] = [
  ['payments and refunds are the same on both sides', (end) => compareLines(linesHere(end), linesThere(end))],
  [
    'the buyers have paid at the gateway what the order records say',
    (end) => {
      const [here, there] = [sumOf(end, 'payment') - sumOf(end, 'refund'), -(end.gateway.balances.buyers ?? 0)]
      return here === there ? [] : [`${here} fen here, ${there} there`]
    },
  ],
  [
    'who paid is whose order it is',
    (end) => ofOrders(end, ({ _id, openid }) => (end.gateway.orders.get(_id)?.openid ?? openid) !== openid),
  ],
  [
    'an order is the fold of its history',
    (end) =>
      ofOrders(end, (order) => {
        const stored = order as unknown as Record<string, unknown>
        return !Object.entries(fold(order.history)).every(([name, fact]) => isDeepStrictEqual(fact, stored[name]))
      }),
  ],
  ['a payment is booked once', (end) => ofOrders(end, ({ history }) => timesPaid(history) > 1)],
  [
    'no more is given back than was paid',
    (end) =>
      ofOrders(end, ({ _id, totalFen }) => {
        const refunds = end.gateway.refunds.filter(({ outTradeNo }) => outTradeNo === _id)
        return refunds.reduce((sum, { refundFen }) => sum + refundFen, 0) > totalFen
      }),
  ],
  [
    'a request made one order',
    ({ orders }) => twice([...orders.values()].map(({ openid, requestId }) => `${openid}/${requestId}`)),
  ],
  [
    'a request made one refund',
    ({ orders }) =>
      [...orders.values()].flatMap(({ _id, refunds }) =>
        twice(refunds.map(({ requestedBy, requestId }) => `${_id}/${requestedBy}/${requestId}`)),
      ),
  ],
  [
    'stock is what was there less what is sold',
    ({ orders, stock }) =>
      goods
        .filter(({ productId, stock: first }) => stock.get(productId) !== first - sold(orders, productId))
        .map(({ productId, stock: first }) => `${productId}: ${stock.get(productId)} of ${first} left`),
  ],
  ['nothing stays open', (end) => ofOrders(end, isOpen)],
  [
    'refunds at the gateway have ended',
    ({ gateway }) => gateway.refunds.filter(({ status }) => status !== 'SUCCESS').map(({ outRefundNo }) => outRefundNo),
  ],
  [
    'every notification was acknowledged or given up',
    ({ gateway }) =>
      gateway.notifications
        .filter(({ outcome }) => outcome === 'pending')
        .map(({ kind, outTradeNo }) => `${kind} ${outTradeNo}`),
  ],
]

const timesPaid = (history: Order['history']) => history.filter(({ type }) => type === 'paid').length

/** Pieces in orders that were not closed; a payment after the close does not take them again. */
function sold(orders: ShopStore['orders'], productId: string): number {
  return [...orders.values()]
    .filter(({ history }) => !history.some(({ type }) => type === 'closed'))
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.productId === productId ? sum + line.quantity : sum), 0)
}

/** Returns the problems at the end, each with the rule that it breaks. */
export function brokenAtEnd(end: End): string[] {
  return rules.flatMap(([name, rule]) => rule(end).map((detail) => `${name}: ${detail}`))
}

/** Compares both sides once the shop is quiet. */
export async function checkEnd(shop: Shop): Promise<{ store: ShopStore; broken: string[] }> {
  const store = await readBooks(shop)
  const products = await readCollection<{ _id: string; stock: number }>(shop, 'products')
  const end = { ...store, stock: new Map(products.map(({ _id, stock }) => [_id, stock])) }
  return { store, broken: brokenAtEnd(end) }
}
