import {
  abandon,
  approve,
  giveBack,
  handOver,
  queryRefund,
  reject,
  resolveRefundTask,
  settleAll,
  settleRefundManually,
  takeBack,
} from '../actors/deeds.ts'
import { endAtGateway, loseNotifications, moveBalance, type RefundEnd } from '../transports/gateway-gone-wrong.ts'
import {
  about,
  aboutRefund,
  approveFirst,
  ask,
  type Flow,
  insist,
  inTurn,
  minute,
  one,
  other,
  paidFor,
  refundAll,
  tickAll,
  untilRefunded,
  wait,
} from './flow-parts.ts'

/** A refund that the gateway refused: there is no money to give back. */
const refusedByGateway = inTurn(paidFor('cup'), ({ world }) => moveBalance(world, 'withdraw'), refundAll(one))

/** A refund that ended without the money reaching the buyer. */
const endedAs = (outcome: Exclude<RefundEnd, 'PROCESSING'>) =>
  inTurn(
    paidFor('tea'),
    ({ world }) => world.core.world.plannedOutcomes.unshift(outcome),
    refundAll(one),
    wait(untilRefunded),
  )

const toMerchant = { outcome: 'SUCCESS', receivedBy: 'merchant' } as const

/** The refund gets another end at the gateway, long after its first. */
const endsAs = (end: RefundEnd) => aboutRefund(({ world }, _known, refundId) => endAtGateway(world, refundId, end))

/** A merchant settles the first refund outside WeChat Pay. */
const settled = (said: { isFact?: boolean; hasFetchedBack?: boolean } = {}) =>
  aboutRefund((scene, known, refundId) => insist(scene, () => settleRefundManually(scene, known, refundId, one, said)))

/** Flows from a refund request to its end. */
export const flowsOfRefunds = {
  refund: {
    before: paidFor('tea'),
    act: inTurn(ask, approveFirst(one), wait(untilRefunded)),
    focus: ['request-refund', 'refund', 'refund-notify'],
  },
  'four-eyes': {
    before: paidFor('pot'),
    act: inTurn(refundAll(one), approveFirst(other), wait(untilRefunded)),
    focus: ['refund', 'refund-notify'],
  },
  'reject-and-withdraw': {
    before: paidFor('tea'),
    act: inTurn(
      ask,
      aboutRefund((scene, known, refundId) =>
        settleAll([reject(scene, known, refundId, one), takeBack(scene, known, refundId)]),
      ),
    ),
    focus: ['reject-refund', 'withdraw-refund', 'request-refund'],
  },
  'approve-against-reject': {
    before: inTurn(paidFor('tea'), ask),
    act: aboutRefund((scene, known, refundId) =>
      settleAll([
        approve(scene, known, refundId, one),
        approve(scene, known, refundId, other),
        reject(scene, known, refundId, other),
      ]),
    ),
    focus: ['refund', 'reject-refund'],
  },
  'two-refunds-at-once': {
    before: paidFor('cup'),
    act: inTurn(
      about((scene, known) =>
        settleAll([
          giveBack(scene, known, { requestId: 'direct-1', amountFen: 10_000 }, one),
          giveBack(scene, known, { requestId: 'direct-2', amountFen: 15_000 }, other),
        ]),
      ),
      wait(2 * minute),
      (scene) => tickAll(scene, 'sync-refunds'),
    ),
    focus: ['sync-refunds', 'refund'],
  },
  'over-the-payment': {
    before: paidFor('cup'),
    act: about((scene, known) =>
      settleAll([
        giveBack(scene, known, { requestId: 'direct-1', amountFen: 13_000 }, one),
        giveBack(scene, known, { requestId: 'direct-2', amountFen: 13_000 }, other),
      ]),
    ),
    focus: ['refund'],
  },
  'not-enough-money': {
    before: refusedByGateway,
    act: inTurn(({ world }) => moveBalance(world, 'top-up'), approveFirst(one), wait(untilRefunded)),
    focus: ['refund', 'refund-notify'],
  },
  abandoned: {
    before: inTurn(refusedByGateway, wait(minute)),
    act: aboutRefund((scene, known, refundId) => insist(scene, () => abandon(scene, known, refundId, one))),
    focus: ['abandon-refund'],
  },
  'settled-manually': {
    before: inTurn(refusedByGateway, wait(minute)),
    act: settled(),
    focus: ['settle-refund-manually'],
  },
  'reached-nobody': {
    before: endedAs('CHANGE'),
    act: settled({ hasFetchedBack: true }),
    focus: ['settle-refund-manually'],
  },
  'not-fetched-back': {
    before: endedAs('CHANGE'),
    act: inTurn(settled(), endsAs('SUCCESS'), wait(untilRefunded)),
    focus: ['settle-refund-manually', 'refund-notify'],
  },
  'arrived-meanwhile': {
    before: inTurn(endedAs('CHANGE'), ({ world }) => loseNotifications(world), endsAs('SUCCESS'), wait(2 * minute)),
    act: settled({ hasFetchedBack: true }),
    focus: ['settle-refund-manually'],
  },
  'sent-elsewhere': {
    before: endedAs('CHANGE'),
    act: inTurn(endsAs('PROCESSING'), wait(untilRefunded)),
    focus: ['refund-notify', 'sync-refunds'],
  },
  'arrived-after-all': {
    before: inTurn(endedAs('CHANGE'), settled({ hasFetchedBack: true })),
    act: inTurn(
      endsAs('SUCCESS'),
      wait(untilRefunded),
      aboutRefund((scene, known, refundId) => insist(scene, () => resolveRefundTask(scene, known, refundId, other))),
    ),
    focus: ['refund-notify', 'resolve-refund-task'],
  },
  'closed-after-all': {
    before: inTurn(endedAs('CHANGE'), settled({ isFact: true })),
    act: inTurn(
      ({ world }) => loseNotifications(world),
      endsAs('REFUNDCLOSE'),
      aboutRefund((scene, known, refundId) => insist(scene, () => queryRefund(scene, known, refundId, one))),
    ),
    focus: ['query-refund'],
  },
  'succeeds-after-the-close': {
    before: endedAs('REFUNDCLOSE'),
    act: inTurn(
      aboutRefund((scene, known, refundId) =>
        settleAll([
          abandon(scene, known, refundId, one),
          giveBack(scene, known, { requestId: 'direct-2', amountFen: known.totalFen }, other),
        ]),
      ),
      endsAs('SUCCESS'),
      wait(untilRefunded),
    ),
    focus: ['abandon-refund', 'refund', 'refund-notify'],
  },
  'back-at-the-merchant': {
    before: endedAs(toMerchant),
    act: inTurn(
      aboutRefund((scene, known, refundId) => insist(scene, () => queryRefund(scene, known, refundId, one))),
      about((scene, known) => insist(scene, () => handOver(scene, known, other))),
      settled(),
    ),
    focus: ['query-refund', 'settle-refund-manually'],
  },
  'refund-closed': {
    before: endedAs('REFUNDCLOSE'),
    act: inTurn(
      aboutRefund((scene, known, refundId) => insist(scene, () => abandon(scene, known, refundId, one))),
      about((scene, known) =>
        insist(scene, () => giveBack(scene, known, { requestId: 'direct-2', amountFen: known.totalFen }, other)),
      ),
      wait(untilRefunded),
    ),
    focus: ['abandon-refund', 'refund'],
  },
} satisfies Record<string, Flow>
