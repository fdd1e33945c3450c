import { isDeepStrictEqual } from 'node:util'
import { fold, isOverRefundTask, type Order, type OrderState } from '@stack/order'
import type { Core } from 'wxpay-simulator'
import type { StoredOrder } from '../world/stored-order.ts'
import { freeRefunds, heldFen, refundedFen } from './sums-of-refunds.ts'

/** One committed write of an order; `core` is the gateway, which knows the truth. */
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

/** Refunds that nothing brings back, but that a merchant says he paid in cash as well. */
const endedRefunds: Partial<Record<string, string>> = {
  withdrawn: 'settled-manually',
  rejected: 'settled-manually',
  succeeded: 'refunded-twice',
  'settled-manually': 'refunded-twice',
  'refunded-twice': 'refunded-twice',
}
/** States that say where the money went, with who has it at the gateway. */
const receivers: Partial<Record<string, 'buyer' | 'merchant'>> = {
  succeeded: 'buyer',
  'refunded-twice': 'buyer',
  'returned-to-merchant': 'merchant',
}

const startsWith = (longer: unknown[], shorter: unknown[]) =>
  isDeepStrictEqual(longer.slice(0, shorter.length), shorter)

const paymentsOf = ({ payment, extraPayments }: Order) => [...(payment === null ? [] : [payment]), ...extraPayments]

const isUnique = (items: unknown[]) => new Set(items).size === items.length

/** Refunds that are money given back, or decided to be. */
const isGiven = ({ state, extraTransactionId }: Order['refunds'][number]) =>
  extraTransactionId === null && state !== 'waiting' && !freeRefunds.has(state)

/** Amount of one order that one merchant may refund alone, in fen: the shop's rule, written down a second time. */
const aloneFen = 50_000

/** Between a question to the gateway and the write of what was decided on its answer, at most. */
const askedWithinMs = 60_000

/** Refunds that this write decided to send. */
function justApproved({ before, after }: Write): Order['refunds'] {
  return after.refunds.filter(({ state, requestedBy }, index) => {
    const earlier = before?.refunds[index]?.state ?? 'waiting'
    return state === 'approved' && earlier === 'waiting' && requestedBy !== 'system'
  })
}

/** Rules for every committed write of an order. */
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
    'I3 more given back than was paid is somebody’s task',
    ({ after }) =>
      refundedFen(after) <= (after.payment?.totalFen ?? 0) ||
      isOverRefundTask(after) ||
      after.overRefundResolution !== null ||
      after.refunds.some(({ state }) => state === 'refunded-twice'),
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
    'I4 money is booked as back where the gateway says it is',
    ({ before, after, core }) =>
      after.refunds.every(({ refundId, state }, index) => {
        const receiver = receivers[state]
        if (receiver === undefined || before?.refunds[index]?.state === state) return true
        const truth = core.world.refunds.find(refundId)
        return truth?.status === 'SUCCESS' && truth.receivedBy === receiver
      }),
  ],
  [
    'I4 nobody decides to pay what WeChat pays',
    ({ before, after, core }) =>
      after.history.slice(before?.history.length ?? 0).every((event) => {
        if (event.type !== 'refund-settled-manually' || event.isFact) return true
        const truth = core.world.refunds.find(event.refundId)
        return (
          truth?.status !== 'SUCCESS' || truth.receivedBy === 'merchant' || truth.settleAt > event.at - askedWithinMs
        )
      }),
  ],
  [
    'I4 what is called unsent is not at the gateway',
    ({ before, after, core }) =>
      after.refunds.every(({ refundId, state }, index) => {
        if (state !== 'abandoned' || before?.refunds[index]?.state === state) return true
        const truth = core.world.refunds.find(refundId)
        if (truth === undefined || truth.status === 'REFUNDCLOSE' || truth.receivedBy === 'merchant') return true
        // What was closed when the gateway was asked may be reopened before the write.
        return truth.settleAt > (after.history.at(-1)?.at ?? 0) - askedWithinMs
      }),
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
        const last = endedRefunds[state]
        if (next === undefined || next.amountFen !== amountFen) return false
        return last === undefined || next.state === state || next.state === last
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
