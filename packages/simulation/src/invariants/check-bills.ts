import type { Order } from '@stack/order'
import { beijingDay, type Discrepancy, type Reconciliation } from '@stack/shop'
import { billAt } from '../world/bill-days.ts'
import { readAll } from '../world/read-database.ts'
import type { World } from '../world/world.ts'

/** Money that the gateway's bill of a day has to tell of. */
type Told = Pick<Reconciliation['counts'], 'payments' | 'paidFen' | 'refunds' | 'refundedFen'>

/** A function that read an order before it was written may keep a discrepancy after it. */
const readEarlierMs = 60_000

/** Records of the gateway, by day. */
export function moneyByDay({ core, timeline }: Pick<World, 'core' | 'timeline'>): Map<string, Told> {
  const days = new Map<string, Told>()
  const add = (at: number, more: Partial<Told>) => {
    const day = beijingDay(at)
    const told = days.get(day) ?? { payments: 0, paidFen: 0, refunds: 0, refundedFen: 0 }
    for (const [name, value] of Object.entries(more)) told[name as keyof Told] += value
    if (at <= timeline.now()) days.set(day, told)
  }
  for (const { paidAt, totalFen } of core.world.orders.all()) {
    if (paidAt !== null) add(paidAt, { payments: 1, paidFen: totalFen })
  }
  for (const { acceptedAt, refundFen } of core.world.refunds.all()) {
    add(acceptedAt, { refunds: 1, refundedFen: refundFen })
  }
  return days
}

/** Says whether the order records lacked this payment when the discrepancy was found; each of the two times is by a clock of its own. */
function wasMissing({ transactionId, foundAt }: Discrepancy, order: Order | undefined, mostSkewMs: number): boolean {
  const booked = order?.history.find(
    (event) => (event.type === 'paid' || event.type === 'extra-paid') && event.transactionId === transactionId,
  )
  return booked === undefined || booked.at > foundAt - readEarlierMs - 2 * mostSkewMs
}

/** Returns what the comparison of a day did not see as it is at the gateway. */
function unseen(day: string, told: Told, compared: Reconciliation | undefined): string[] {
  return Object.entries(told)
    .map(([name, value]) => ({ name, value, seen: compared?.counts?.[name as keyof Told] }))
    .filter(({ value, seen }) => value !== seen)
    .map(({ name, value, seen }) => `${day} ${name}: ${seen}, not ${value}`)
}

/** Checks that every day with money was compared, whole, and that only what really differed was kept. */
export async function checkBills(world: World): Promise<void> {
  const { database, blame, timeline, mostSkewMs, core } = world
  const [orders, days, discrepancies] = await Promise.all([
    readAll<Order>(database, 'orders'),
    readAll<Reconciliation>(database, 'reconciliations'),
    readAll<Discrepancy>(database, 'discrepancies'),
  ])
  const due = [...moneyByDay(world)].filter(([day]) => billAt(day) <= timeline.now())
  for (const [day, told] of due) {
    const compared = days.find(({ _id }) => _id === day)
    if (compared?.finishedAt == null) blame('I13 every day is compared', day)
    for (const detail of unseen(day, told, compared)) blame('I13 each line of the bill is compared once', detail)
  }
  const ofBills = discrepancies.filter(({ billDate }) => billDate !== null)
  for (const discrepancy of ofBills) {
    const order = orders.find(({ _id }) => _id === discrepancy.outTradeNo)
    const refund = core.world.refunds.find(discrepancy.refundId ?? '')
    const isTrue =
      (discrepancy.kind === 'payment-missing-locally' && wasMissing(discrepancy, order, mostSkewMs)) ||
      (discrepancy.kind === 'refund-missing-locally' && refund?.source === 'VENDOR_PLATFORM')
    if (!isTrue) blame('I13 only what differs is a discrepancy', discrepancy._id)
  }
}
