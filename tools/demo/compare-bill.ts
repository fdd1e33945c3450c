import type { ShopOrderView } from '@stack/contract'
import type { Bill, BillRow } from 'wxpay-core'

/** One payment or refund, as both sides write it. Amounts in fen. */
export interface BookLine {
  kind: 'payment' | 'refund'
  outTradeNo: string
  transactionId: string
  /** out_refund_no, empty for a payment. */
  refundId: string
  gatewayRefundId: string
  amountFen: number
}

/** Money movements in the order records. */
export function linesOfBooks(orders: ShopOrderView[]): BookLine[] {
  return orders.flatMap(({ outTradeNo, transactionId, totalFen, refunds }) => {
    if (transactionId === null) return []
    const payment = { outTradeNo, transactionId, refundId: '', gatewayRefundId: '', amountFen: totalFen }
    const accepted = refunds.flatMap(({ refundId, gatewayRefundId, amountFen }) =>
      gatewayRefundId === null
        ? []
        : [{ kind: 'refund' as const, outTradeNo, transactionId, refundId, gatewayRefundId, amountFen }],
    )
    return [{ kind: 'payment' as const, ...payment }, ...accepted]
  })
}

/** Money movements in WeChat's bill. */
export function linesOfBill({ rows }: Bill): BookLine[] {
  return rows.map(({ outTradeNo, transactionId, totalFee, refund }: BillRow) => ({
    kind: refund === undefined ? 'payment' : 'refund',
    outTradeNo,
    transactionId,
    refundId: refund?.outRefundNo ?? '',
    gatewayRefundId: refund?.refundId ?? '',
    amountFen: refund?.refundFee ?? totalFee,
  }))
}

const written = (line: BookLine) =>
  [line.kind, line.outTradeNo, line.transactionId, line.refundId, line.gatewayRefundId, line.amountFen].join(' ')

/** Compares both ways: lines that only one side has, whatever the discrepancy. Empty when both say the same. */
export function compareLines(store: BookLine[], bill: BookLine[]): string[] {
  const left = bill.map(written)
  const discrepancies: string[] = []
  for (const line of store.map(written)) {
    const index = left.indexOf(line)
    if (index < 0) discrepancies.push(`only in the order records: ${line}`)
    else left.splice(index, 1)
  }
  return [...discrepancies, ...left.map((line) => `only in the bill: ${line}`)]
}
