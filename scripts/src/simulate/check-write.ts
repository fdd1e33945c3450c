import { isDeepStrictEqual } from 'node:util'
import { fold, type Order, type OrderState } from '@stack/order'
import type { Core } from 'wxpay-simulator'

/** An order as it lies in the database. */
export interface StoredOrder extends Order {
  version: number
  lastWrite: string
}

/** What one committed write made of an order; `core` is the gateway, which knows the truth. */
interface Write {
  before: StoredOrder | undefined
  after: StoredOrder
  core: Core
}

const orderEdges: Record<OrderState, OrderState[]> = {
  unpaid: ['closing', 'closed', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid'],
  paid: [],
}

/** Refunds that hold no money: by the rule, not by the code under test. */
const freeRefunds: ReadonlySet<string> = new Set(['withdrawn', 'rejected', 'closed', 'abandoned'])
/** Refunds that nothing brings back. */
const endedRefunds: ReadonlySet<string> = new Set(['withdrawn', 'rejected', 'succeeded', 'abandoned'])

const startsWith = (longer: unknown[], shorter: unknown[]) =>
  isDeepStrictEqual(longer.slice(0, shorter.length), shorter)

/** What is given back, or may be, of one payment: the order's own, or an extra one by its transaction_id. */
function heldFen({ refunds }: Order, extraTransactionId: string | null): number {
  const held = refunds.filter((refund) => refund.extraTransactionId === extraTransactionId)
  return held.reduce((sum, { state, amountFen }) => (freeRefunds.has(state) ? sum : sum + amountFen), 0)
}

const paymentsOf = ({ payment, extraPayments }: Order) => [...(payment === null ? [] : [payment]), ...extraPayments]

const isUnique = (items: unknown[]) => new Set(items).size === items.length

/** Refunds that are money given back, or decided to be. */
const isGiven = ({ state, extraTransactionId }: Order['refunds'][number]) =>
  extraTransactionId === null && state !== 'waiting' && !freeRefunds.has(state)

/** What one merchant alone may give back of one order, in fen: the shop's rule, written down a second time. */
const aloneFen = 50_000

/** Refunds that this write decided to send. */
function justApproved({ before, after }: Write): Order['refunds'] {
  return after.refunds.filter(({ state, requestedBy }, index) => {
    const earlier = before?.refunds[index]?.state ?? 'waiting'
    return state === 'approved' && earlier === 'waiting' && requestedBy !== 'system'
  })
}

/** What has to hold of every committed write of an order. */
const rules: [name: string, holds: (write: Write) => boolean][] = [
  [
    'I2 the facts are the fold of the history',
    ({ after }) => {
      const facts = fold(after.history) as unknown as Record<string, unknown>
      const stored = after as unknown as Record<string, unknown>
      return Object.keys(facts).every((name) => isDeepStrictEqual(facts[name], stored[name]))
    },
  ],
  [
    'I2 the history only grows',
    ({ before, after }) => before === undefined || startsWith(after.history, before.history),
  ],
  [
    'I2 every write is one version',
    ({ before, after }) =>
      after.version === (before?.version ?? 0) + 1 && (before === undefined || after.lastWrite !== before.lastWrite),
  ],
  ['I3 refunds stay within the payment', ({ after }) => heldFen(after, null) <= (after.payment?.totalFen ?? 0)],
  [
    'I3 refunds of an extra payment stay within it',
    ({ after }) =>
      after.extraPayments.every(({ transactionId, totalFen }) => heldFen(after, transactionId) <= totalFen) &&
      after.refunds.every(({ extraTransactionId }) => {
        const known = after.extraPayments.some(({ transactionId }) => transactionId === extraTransactionId)
        return extraTransactionId === null || known
      }),
  ],
  [
    'I4 what is booked as an extra payment was paid at the gateway',
    ({ before, after, core }) =>
      after.extraPayments.slice(before?.extraPayments.length ?? 0).every(({ transactionId, totalFen }) => {
        const truth = core.world.orders.findByTransaction(transactionId)
        return truth !== undefined && truth.paidAt !== null && truth.totalFen === totalFen
      }),
  ],
  [
    'I4 what is booked as paid was paid at the gateway',
    ({ before, after, core }) => {
      const { payment } = after
      if (payment === null || before?.payment != null) return true
      const truth = core.world.orders.findByTransaction(payment.transactionId)
      return (
        truth !== undefined &&
        truth.paidAt !== null &&
        truth.outTradeNo === after._id &&
        truth.totalFen === payment.totalFen &&
        truth.totalFen === after.totalFen &&
        truth.openid === after.openid
      )
    },
  ],
  [
    'I5 a payment is booked once',
    ({ after }) =>
      after.history.filter(({ type }) => type === 'paid').length <= 1 &&
      isUnique(paymentsOf(after).map(({ transactionId }) => transactionId)),
  ],
  [
    'I5 refund numbers and requests are unique',
    ({ after: { refunds } }) =>
      isUnique(refunds.map(({ refundId }) => refundId)) &&
      isUnique(refunds.map(({ requestedBy, requestId }) => `${requestedBy}/${requestId}`)),
  ],
  [
    'I5 a payment never changes',
    ({ before, after }) =>
      before === undefined ||
      ((before.payment === null || isDeepStrictEqual(before.payment, after.payment)) &&
        startsWith(after.extraPayments, before.extraPayments)),
  ],
  [
    'I6 what was ordered never changes',
    ({ before, after }) =>
      before === undefined || (before.totalFen === after.totalFen && isDeepStrictEqual(before.lines, after.lines)),
  ],
  [
    'I6 the total is the sum of the lines',
    ({ after }) => after.totalFen === after.lines.reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0),
  ],
  [
    'I7 an order moves along legal edges',
    ({ before, after }) =>
      before === undefined || before.state === after.state || orderEdges[before.state].includes(after.state),
  ],
  [
    'I7 an ended refund is never left',
    ({ before, after }) =>
      before === undefined ||
      before.refunds.every(({ state, amountFen }, index) => {
        const next = after.refunds[index]
        return next !== undefined && next.amountFen === amountFen && (!endedRefunds.has(state) || next.state === state)
      }),
  ],
  [
    'I11 nobody gives money back to himself',
    (write) => justApproved(write).every(({ decidedBy }) => decidedBy !== write.after.openid),
  ],
  [
    'I11 two merchants give much back',
    (write) => {
      const given = write.after.refunds.filter(isGiven).reduce((sum, { amountFen }) => sum + amountFen, 0)
      return justApproved(write).every(
        ({ firstApprovedBy, decidedBy, extraTransactionId }) =>
          given <= aloneFen ||
          extraTransactionId !== null ||
          (firstApprovedBy !== null && firstApprovedBy !== decidedBy),
      )
    },
  ],
]

/** The first rule that a committed write breaks. */
export function brokenByWrite(write: Write): string | undefined {
  return rules.find(([, holds]) => !holds(write))?.[0]
}
