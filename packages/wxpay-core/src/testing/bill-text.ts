import { type ColumnName, columns, columnsOf, summaryColumns } from '../bill/columns.ts'
import { formatBeijingTime } from '../time/beijing-time.ts'

/** Content of a bill line in a test; `cells` adds or replaces columns by their names here. Amounts in fen. */
export interface BillRowContent {
  outTradeNo: string
  transactionId: string
  /** Paid, or asked back. */
  amountFee: number
  /** Epoch ms of the payment, or of the application for the refund. */
  tradeTime: number
  /** In 0.00001 yuan, as WeChat takes it (below zero: gives it back). Default 0.60%, rounded to a fen. */
  serviceFee?: number
  refund?: { outRefundNo: string; refundStatus?: string }
  cells?: Partial<Record<ColumnName, string>>
}

const yuan = (amount: number, places: number) => (amount / 10 ** places).toFixed(places)

function serviceFeeOf({ amountFee, refund, serviceFee }: BillRowContent): number {
  return serviceFee ?? Math.round(amountFee * 0.006) * 1_000 * (refund === undefined ? 1 : -1)
}

function cellsOf(merchant: { appId: string; mchId: string }, row: BillRowContent) {
  const { amountFee, refund } = row
  const [paid, refunded] = (refund === undefined ? [amountFee, 0] : [0, amountFee]).map((fen) => yuan(fen, 2))
  const time = formatBeijingTime(row.tradeTime).replace(/^(....)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:')
  return {
    ...{ tradeTime: time, ...merchant, subMchId: '0', transactionId: row.transactionId, outTradeNo: row.outTradeNo },
    ...{ openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', tradeType: 'JSAPI', bankType: 'OTHERS', feeType: 'CNY' },
    ...{ settlementTotalFee: paid, totalFee: paid, couponFee: '0.00', couponRefundFee: '0.00' },
    ...{ settlementRefundFee: refunded, refundFee: refunded, body: '帽子', rate: '0.60%' },
    ...(refund === undefined
      ? { tradeState: 'SUCCESS', refundId: '0', outRefundNo: '0' }
      : { tradeState: 'REFUND', refundId: `5${row.transactionId}`, refundType: 'ORIGINAL', refundStatus: 'SUCCESS' }),
    ...refund,
    serviceFee: yuan(serviceFeeOf(row), 5),
    ...row.cells,
  } as Partial<Record<ColumnName, string>>
}

const tick = (cells: string[]) => cells.map((cell) => `\`${cell}`).join(',')

/** The bill of type ALL with these lines, as the gateway writes it: byte order mark, CRLF, back-ticks, a summary. */
export function billText(merchant: { appId: string; mchId: string }, rows: BillRowContent[]): string {
  const titles = (Object.keys(columns) as (keyof typeof columns)[]).filter((title) =>
    columnsOf.ALL.includes(columns[title]),
  )
  const sum = (amountOf: (row: BillRowContent) => number) => rows.reduce((total, row) => total + amountOf(row), 0)
  const paid = yuan(
    sum(({ amountFee, refund }) => (refund ? 0 : amountFee)),
    2,
  )
  const refunded = yuan(
    sum(({ amountFee, refund }) => (refund ? amountFee : 0)),
    2,
  )
  const lines = [
    titles.join(','),
    ...rows.map((row) => {
      const cells = cellsOf(merchant, row)
      return tick(titles.map((title) => cells[columns[title]] ?? ''))
    }),
    Object.keys(summaryColumns).join(','),
    tick([String(rows.length), paid, refunded, '0.00', yuan(sum(serviceFeeOf), 5), paid, refunded]),
  ]
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`
}
