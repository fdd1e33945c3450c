import { limits } from '@stack/order'
import type { BillLine } from '@stack/shop'
import type { ReconcileServices } from './progress.ts'

/** Says whether a line of the merchant's bill is this shop's. */
export function isOwn({ appId, outTradeNo }: BillLine, shop: ReconcileServices['shop']): boolean {
  return appId === shop.appId && outTradeNo.startsWith(limits.orderNumberPrefix)
}

/** Key that matches a bill line with an order; copied, so that it outlives the line. */
export function numberOf({ refundId, transactionId }: BillLine): string {
  // Copied: a part of the line would keep the whole line in memory.
  return Buffer.from(refundId ?? transactionId, 'latin1').toString('latin1')
}

/**
 * Reads which refunds the bill of another day has, each bill once; null while WeChat does not hand it out.
 */
export function openOtherBills({ gateway, shop }: ReconcileServices, deadline: number) {
  const read = new Map<string, Promise<ReadonlySet<string> | null>>()
  async function refundsOf(day: string): Promise<ReadonlySet<string> | null> {
    const answer = await gateway.downloadBill(day, deadline)
    if (answer.kind !== 'bill') return answer.kind === 'no_bill' ? new Set() : null
    const refunds = new Set<string>()
    for await (const line of answer.bill.lines()) {
      if (!('unreadable' in line) && line.refundId !== null && isOwn(line, shop)) refunds.add(numberOf(line))
    }
    return refunds
  }
  return (day: string): Promise<ReadonlySet<string> | null> => {
    const known = read.get(day) ?? refundsOf(day)
    read.set(day, known)
    return known
  }
}
