import { type BillRow, type OpenedBill, WxPayError } from 'wxpay-core'
import type { Bill, BillLine } from './gateway.ts'

function toLine(row: BillRow): BillLine {
  const { appId, outTradeNo, transactionId, serviceFee: fee, refund } = row
  return {
    kind: refund === undefined ? 'payment' : 'refund',
    appId,
    outTradeNo,
    transactionId,
    refundId: refund?.outRefundNo ?? null,
    amountFen: refund?.refundFee ?? row.totalFee,
    feeBaseFen: refund?.settlementRefundFee ?? row.settlementTotalFee,
    fee,
    state: refund?.refundStatus ?? row.tradeState,
  }
}

async function* linesOf(bill: OpenedBill): ReturnType<Bill['lines']> {
  for await (const row of bill.rows()) {
    yield row instanceof WxPayError ? { unreadable: row.message } : toLine(row)
  }
}

/** A downloaded bill as the shop looks at it. */
export function readBill(bill: OpenedBill): Bill {
  return { digest: bill.digest, unreadable: bill.unreadable, lines: () => linesOf(bill) }
}
