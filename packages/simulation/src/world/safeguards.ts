import type { Core } from 'wxpay-simulator'

type GatewayWorld = Core['world']

/** Safeguards that a run can disable, to show that what stands before them holds alone. */
interface Removed {
  /** Effect of disabling it. */
  without: string
  /** Protection that has to hold by itself. */
  shows: string
  /** Invariants that need what is gone: names begin so. */
  leavesOut: readonly string[]
  /** Changes the gateway. */
  weaken?(world: GatewayWorld): void
}

const liveness = 'I10'

/** Every line of safeguard that the harness can take away; the product has no such switch. */
const removed = {
  notifications: {
    without: 'no notification ever comes',
    shows: 'timers and queries find every payment and every end of a refund',
    leavesOut: ['I10 every notification'],
  },
  timers: {
    without: 'no timer ever goes off',
    shows: 'nothing but liveness depends on timers',
    leavesOut: [liveness, 'I1 every payment at the gateway', 'I1 every refund at the gateway', 'I9 money that came'],
  },
  queries: {
    without: 'orderquery and refundquery are never answered',
    shows: 'verified notifications alone store payments; a refund notification alone stores nothing',
    leavesOut: [liveness, 'I1 every refund at the gateway'],
  },
  'refund-limit': {
    without: 'the gateway accepts refunds of more than was paid',
    shows: 'the order records alone keep refunds within the payment',
    leavesOut: [],
    weaken(world: GatewayWorld) {
      const totals = () => ({ count: 0, refundedFen: 0, feeBackFen: 0 })
      world.refunds = { ...world.refunds, totals }
    },
  },
  'paid-once': {
    without: 'the gateway lets an order be paid again',
    shows: 'the order records keep each payment, and give back all but the first',
    leavesOut: [],
  },
  close: {
    without: 'the gateway says closed and does not close',
    shows: 'money that comes after the close is booked and given back',
    leavesOut: ['I9 closed here'],
  },
  expiry: {
    without: 'the gateway takes payments after time_expire',
    shows: 'an order is closed at the gateway before it is closed here',
    leavesOut: [],
    weaken(world: GatewayWorld) {
      const { find } = world.orders
      const unlimited = (outTradeNo: string) => {
        const order = find(outTradeNo)
        return order && { ...order, timeExpireAt: null }
      }
      world.orders = { ...world.orders, find: unlimited }
    },
  },
}

export type Safeguard = keyof typeof removed

export const safeguards: Record<Safeguard, Removed> = removed

export function isSafeguard(name: string): name is Safeguard {
  return Object.hasOwn(safeguards, name)
}

/** Says whether an invariant is not asked for in a run without that safeguard. */
export function isLeftOut(invariant: string, without: Safeguard | undefined): boolean {
  return without !== undefined && safeguards[without].leavesOut.some((name) => invariant.startsWith(name))
}
