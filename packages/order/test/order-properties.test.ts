import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  abandonRefund,
  adoptRefund,
  approveRefund,
  beginClose,
  beginPrepay,
  checkByPlan,
  claimGatewayQuery,
  claimRefundSend,
  confirmClosed,
  type Decision,
  fen,
  findRefund,
  markCollected,
  type Order,
  postponeCheck,
  recordPayment,
  recordPrepay,
  recordRefundAccepted,
  recordRefundRefused,
  recordUnreadablePayment,
  rejectRefund,
  requestRefund,
  resolveRefundTask,
  type SettledRefund,
  setNextCheck,
  settleRefund,
  settleRefundManually,
  startRefund,
  withdrawRefund,
} from '../src/index.ts'
import { always, everyStep } from './helpers/invariants.ts'
import {
  buyer,
  closed,
  fresh,
  hour,
  longLived,
  merchant,
  minute,
  nameOf,
  noon,
  paid,
  payment,
  second,
  total,
} from './helpers/orders.ts'
import { withStarted } from './helpers/refunds.ts'

/** One call of a verb: after how long, about which refund or request, over how much, and whether something is odd about it. */
interface Step {
  verb: keyof typeof verbs
  waitMs: number
  pick: number
  amount: number
  odd: boolean
}

type Verb = (order: Order, step: Step & { now: number }) => Decision<string>

const refundIdOf = ({ pick }: Step) => `WM1R${1 + (pick % 5)}`
const wishOf = ({ pick, amount }: Step, by: string) => ({
  ...{ requestId: `r${pick}`, amountFen: fen(amount), reason: '不喜欢', by },
})
/** Three merchants, one of whom is the buyer as well. */
const merchantOf = ({ odd, pick }: Step) => (odd ? (pick % 2 === 0 ? buyer : 'oSecond') : merchant)
const settlementOf = (step: Step) => ({ refundId: refundIdOf(step), by: merchantOf(step), note: '已转账' })
const fourEyesFen = 1000
const settle = (state: SettledRefund['state']): Verb => {
  return (order, step) => {
    const refundId = refundIdOf(step)
    const amountFen = fen((findRefund(order, refundId)?.amountFen ?? 0) + (step.odd ? 1 : 0))
    return settleRefund(
      order,
      { refundId, state, amountFen, gatewayRefundId: '5000', settledAt: null, receivedBy: null },
      step.now,
    )
  }
}

const verbs = {
  beginPrepay: (order, { now, pick }) =>
    beginPrepay(order, { spbillCreateIp: `203.0.113.${pick}`, inFlightUntil: now + 15 * second }, now),
  // No use case keeps a prepay_id that it did not ask for.
  recordPrepay: (order, { now, pick }) =>
    order.prepay === null ? { ok: false, refused: 'not_begun' } : recordPrepay(order, `wx${pick}`, now),
  beginClose: (order, { now, odd }) => beginClose(order, odd ? 'buyer' : 'expiry', now),
  confirmClosed: (order, { now }) => confirmClosed(order, now, now),
  recordPayment: (order, { now, odd, pick }) => {
    const wrongs = [{ totalFen: fen(total - 1) }, { openid: 'oStranger' }]
    return recordPayment(order, { ...payment, transactionId: `42${pick % 3}`, ...(odd && wrongs[pick % 8]) }, now)
  },
  markCollected: (order, { now, pick }) => markCollected(order, `oMerchant${pick}`, now),
  requestRefund: (order, step) => requestRefund(order, wishOf(step, buyer), step.now),
  startRefund: (order, step) => startRefund(order, wishOf(step, merchantOf(step)), step.now, fourEyesFen),
  refundExtraPayment: (order, step) => {
    const { pick, amount } = step
    const extraTransactionId = `42${pick % 3}`
    const amountFen = fen(amount % 2 === 0 ? total : amount)
    const wish = { ...wishOf(step, merchantOf(step)), requestId: `extra-${pick}`, amountFen, extraTransactionId }
    return startRefund(order, wish, step.now, fourEyesFen)
  },
  approveRefund: (order, step) =>
    approveRefund(order, { refundId: refundIdOf(step), by: merchantOf(step) }, step.now, fourEyesFen),
  rejectRefund: (order, step) =>
    rejectRefund(order, { refundId: refundIdOf(step), by: merchant, reason: '已使用' }, step.now),
  withdrawRefund: (order, step) => withdrawRefund(order, { refundId: refundIdOf(step), by: buyer }, step.now),
  recordRefundAccepted: (order, step) =>
    recordRefundAccepted(order, { refundId: refundIdOf(step), gatewayRefundId: `5${step.pick}` }, step.now),
  recordRefundRefused: (order, step) =>
    recordRefundRefused(order, { refundId: refundIdOf(step), code: 'NOTENOUGH', message: '' }, step.now),
  succeeds: settle('succeeded'),
  returns: settle('returned-to-merchant'),
  isAbnormal: settle('abnormal'),
  isClosed: settle('closed'),
  abandonRefund: (order, step) => abandonRefund(order, { refundId: refundIdOf(step), by: merchantOf(step) }, step.now),
  decideToSettle: (order, step) => settleRefundManually(order, { ...settlementOf(step), isFact: false }, step.now),
  haveSettled: (order, step) => settleRefundManually(order, { ...settlementOf(step), isFact: true }, step.now),
  resolveRefundTask: (order, step) => {
    const refundId = step.pick % 3 === 0 ? null : refundIdOf(step)
    return resolveRefundTask(order, { refundId, by: merchantOf(step), note: '顾客已退回' }, step.now)
  },
  adoptRefund: (order, step) => {
    const { pick, amount, odd } = step
    const end = { state: 'succeeded', settledAt: null, receivedBy: '支付用户零钱' } as const
    const reported = {
      ...{ refundId: pick === 7 ? 'WM1R2' : `5030${pick}`, gatewayRefundId: `503${pick}` },
      ...{ transactionId: `42${pick % 3}`, amountFen: fen(amount + 1), end: odd ? end : null },
    }
    return adoptRefund(order, reported, merchant, step.now)
  },
  recordUnreadablePayment: (order, { now, pick }) =>
    recordUnreadablePayment(order, { transactionId: `42${pick % 3}`, problem: 'fee_type is USD' }, now),
  claimGatewayQuery: (order, { now }) => claimGatewayQuery(order, now),
  claimRefundSend: (order, step) => claimRefundSend(order, refundIdOf(step), step.now),
  setNextCheck: (order, { now }) => setNextCheck(order, now),
  checkByPlan: (order, { now }) => checkByPlan(order, now),
  postponeCheck: (order, { now }) => postponeCheck(order, now),
} satisfies Record<string, Verb>

/** Whatever a verb is given must stay as it is: a decision may run several times on the same order. */
function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
}

interface Taken {
  before: Order
  step: Step & { now: number }
  decision: Decision<string>
  after: Order
}

function walk([start, steps]: [Order, Step[]]): Taken[] {
  const taken: Taken[] = []
  let order = start
  let now = noon
  for (const { waitMs, ...call } of steps) {
    now += waitMs
    deepFreeze(order)
    const step = { ...call, waitMs, now }
    const decision = (verbs[step.verb] as Verb)(order, step)
    const after = decision.ok ? decision.order : order
    taken.push({ before: order, step, decision, after })
    order = after
  }
  return taken
}

const step = fc.record<Step>({
  verb: fc.constantFrom(...(Object.keys(verbs) as Step['verb'][])),
  waitMs: fc.oneof(
    {
      weight: 40,
      arbitrary: fc.constantFrom(0, 1, second, 3 * second, 59_999, minute, 31 * minute, 2 * hour, -second, -hour),
    },
    { weight: 1, arbitrary: fc.constant(366 * 24 * hour) },
  ),
  pick: fc.nat({ max: 7 }),
  amount: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1500 }), fc.integer({ min: total - 1, max: total + 1 })),
  odd: fc.boolean(),
})
const walks = fc.tuple(
  fc.constantFrom(fresh, longLived, closed, paid, paid, paid, withStarted(49)),
  fc.array(step, { maxLength: 60, size: 'max' }),
)

type Rule = (taken: Taken) => boolean
const each = <Check>(checks: Record<string, Check>, toRule: (check: Check) => Rule) =>
  Object.entries(checks).map(([name, check]): [name: string, holds: Rule] => [name, toRule(check)])

const timerVerbs: ReadonlySet<Step['verb']> = new Set([
  'claimGatewayQuery',
  'claimRefundSend',
  'setNextCheck',
  'checkByPlan',
  'postponeCheck',
])

const rules: [name: string, holds: Rule][] = [
  ...each(
    always,
    (check) =>
      ({ after }) =>
        check(after),
  ),
  ...each(
    everyStep,
    (check) =>
      ({ before, after }) =>
        check(before, after),
  ),
  [
    'the same call again changes nothing',
    ({ step, decision, after }) => {
      const again = (verbs[step.verb] as Verb)(after, step)
      return !decision.ok || !again.ok || again.change === 'none'
    },
  ],
  [
    'a call that changes nothing gives back the very same order',
    ({ before, decision, after }) => (decision.ok && decision.change === 'changed') || before === after,
  ],
  [
    'a call that changes something says so in the history, or moves only a timer',
    ({ before, step: { verb }, decision, after }) =>
      !decision.ok ||
      decision.change === 'none' ||
      after.history.length > before.history.length ||
      timerVerbs.has(verb),
  ],
]

test('whatever is done to an order, in whatever order, at whatever time: every rule holds', () => {
  fc.assert(
    fc.property(walks, (path) => {
      for (const taken of walk(path)) {
        const broken = rules.find(([, holds]) => !holds(taken))
        if (broken !== undefined)
          throw new Error(
            `${broken[0]}: broken by ${JSON.stringify(taken.step)}, refunds before and after: ${JSON.stringify([taken.before.refunds, taken.after.refunds], null, 1)}`,
          )
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) },
  )
})

test('these walks come to every state, every happening and every refusal', () => {
  const taken = fc.sample(walks, { numRuns: 1500, seed: 20_260_117 }).flatMap(walk)
  const lines = (text: string) => text.trim().split(/\s+/).sort()
  const sorted = (names: string[]) => [...new Set(names)].sort()

  expect(sorted(taken.map(({ after }) => after.state))).toEqual(['closed', 'closing', 'paid', 'unpaid'])
  expect(sorted(taken.flatMap(({ after }) => after.refunds.map(({ state }) => state)))).toEqual(
    lines(
      `abandoned abnormal approved closed processing refunded-twice refused rejected returned-to-merchant
      settled-manually succeeded waiting withdrawn`,
    ),
  )
  expect(sorted(taken.flatMap(({ after }) => after.history.map(nameOf)))).toEqual(
    lines(`closed closing collected created extra-paid over-refund-resolved paid payment-unreadable prepaid prepay-begun
      refund-abnormal refund-accepted refund-adopted refund-approved refund-closed refund-first-approved refund-abandoned refund-refused refund-rejected refund-requested
      refund-returned-to-merchant refund-settled-manually refund-succeeded refund-twice-resolved refund-withdrawn`),
  )
  expect(sorted(taken.flatMap(({ decision }) => (decision.ok ? [] : [decision.refused])))).toEqual(
    lines(`already_approved already_paid already_rejected already_settled already_withdrawn amount_mismatch
      queried_recently fully_refunded not_a_task not_approved not_begun not_closing not_expired not_paid not_refused not_your_request
      nothing_pending nothing_to_refund order_closed order_closing over_refundable own_order paid_after_close
      payment_not_found
      payer_mismatch refund_not_found refund_period_over request_id_reused still_in_flight too_late too_many_refunds
      too_many_waiting too_soon`),
  )
})
