import type { Order } from '@stack/order'
import { type Bill, type BillLine, beijingDay, type Services, startOfDay } from '@stack/shop'
import { memoryServices, noon, orders } from '@stack/shop/testing'

export const day = beijingDay(noon)
/** 10:00 of the next day. */
export const nextMorning = startOfDay(day) + 34 * 3_600_000
const shop = { appId: 'wxd930ea5d5a258f4f', feeBasisPoints: 60 }

/** The bill's line of the sample order's payment: 44.60 yuan, fee 0.27. */
export const paidLine: BillLine = {
  ...{ kind: 'payment', appId: shop.appId, outTradeNo: orders.paid._id, refundId: null, state: 'SUCCESS' },
  transactionId: orders.paid.payment?.transactionId ?? '',
  ...{ amountFen: 4460, feeBaseFen: 4460, fee: 27_000 },
}
/** The line of its refund of 10.00 yuan. */
export const refundLine: BillLine = {
  ...{ ...paidLine, kind: 'refund', refundId: `${orders.paid._id}R1`, state: 'SUCCESS' },
  ...{ amountFen: 1000, feeBaseFen: 1000, fee: -6_000 },
}

/** A bill with these lines. */
export function billOf(lines: (BillLine | { unreadable: string })[], digest = JSON.stringify(lines)): Bill {
  return {
    digest,
    unreadable: lines.filter((line) => 'unreadable' in line).length,
    async *lines() {
      yield* lines
    },
  }
}

export type Downloaded = Awaited<ReturnType<Services['gateway']['downloadBill']>>

/** ShopStore in memory and a gateway with these bills; of other days it has none. */
export function reconcileServices(given: {
  now?: number | (() => number)
  orders?: Order[]
  bills?: Record<string, Downloaded | Bill>
}) {
  const { now = nextMorning, orders: stored = [], bills = {} } = given
  const downloadBill: Services['gateway']['downloadBill'] = async (wanted) => {
    const answer = bills[wanted] ?? { kind: 'no_bill' }
    return 'lines' in answer ? { kind: 'bill', bill: answer } : answer
  }
  return { ...memoryServices({ now, orders: stored, gateway: { downloadBill } }), shop }
}
