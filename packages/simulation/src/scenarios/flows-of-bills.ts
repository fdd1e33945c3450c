import { beijingDay } from '@stack/shop'
import { atCashier, letTick, resolve, type Scene, settleAll } from '../actors/deeds.ts'
import { loseNotifications, payAgain, refundAtPlatform } from '../transports/gateway-gone-wrong.ts'
import { billAt } from '../world/bill-days.ts'
import { readAll } from '../world/read-database.ts'
import {
  about,
  approveFirst,
  ask,
  type Flow,
  insist,
  inTurn,
  one,
  other,
  paidFor,
  pause,
  prepaid,
  tickAll,
  untilRefunded,
  wait,
} from './flow-parts.ts'

/** A payment, part of which went back. */
const paidAndRefunded = inTurn(paidFor('tea'), ask, approveFirst(one), wait(untilRefunded))

/** A payment that no notification and no timer tells of. */
const paidInSecret = inTurn(
  prepaid,
  about(({ world }, known) => {
    loseNotifications(world)
    atCashier(world, known, true)
  }),
)

/** Until the bill of today is there. */
function untilBill(scene: Scene): Promise<void> {
  const now = scene.world.timeline.now()
  return pause(scene, billAt(beijingDay(now)) - now)
}

const compare = inTurn(untilBill, (scene: Scene) => tickAll(scene, 'reconcile'))

/** Does something about what the bill told of, if it was found: faults may have kept it from that. */
const aboutDiscrepancy = (act: (scene: Scene, discrepancyId: string) => unknown) => async (scene: Scene) => {
  const discrepancies = await readAll<{ _id: string; billDate: string | null }>(scene.world.database, 'discrepancies')
  const found = discrepancies.find(({ billDate }) => billDate !== null)
  if (found !== undefined) await act(scene, found._id)
}

/** Flows of the bill of the day before. */
export const flowsOfBills = {
  reconcile: {
    before: paidAndRefunded,
    act: compare,
    focus: ['reconcile'],
  },
  'reconcile-at-once': {
    before: paidAndRefunded,
    act: inTurn(untilBill, (scene) => settleAll([letTick(scene, 'reconcile'), letTick(scene, 'reconcile')])),
    focus: ['reconcile'],
  },
  'only-the-bill-tells': {
    before: paidInSecret,
    act: compare,
    focus: ['reconcile'],
  },
  'booked-from-the-bill': {
    before: inTurn(paidInSecret, compare),
    act: aboutDiscrepancy((scene, id) => insist(scene, () => resolve(scene, id, one, 'repair'))),
    focus: ['resolve-discrepancy'],
  },
  'refunded-at-the-platform': {
    before: inTurn(
      paidFor('tea'),
      about(({ world }, { outTradeNo, totalFen }) => refundAtPlatform(world, outTradeNo, Math.floor(totalFen / 2))),
      wait(untilRefunded),
      compare,
    ),
    act: aboutDiscrepancy((scene, id) => insist(scene, () => resolve(scene, id, one, 'repair'))),
    focus: ['resolve-discrepancy'],
  },
  'paid-twice-in-secret': {
    before: inTurn(
      paidFor('tea'),
      about(({ world }, { outTradeNo }) => {
        loseNotifications(world)
        payAgain(world, outTradeNo, 'same')
      }),
      compare,
    ),
    act: aboutDiscrepancy((scene, id) =>
      settleAll([
        resolve(scene, id, one, 'note'),
        resolve(scene, id, other, 'note'),
        resolve(scene, id, other, 'repair'),
      ]),
    ),
    focus: ['resolve-discrepancy'],
  },
} satisfies Record<string, Flow>
