import { readFileSync } from 'node:fs'
import type { OrderView } from '@stack/contract'
import { createWxPayClient, formatBeijingDate } from 'wxpay-core'
import { beijingNoon, showBeijingTime } from './beijing-noon.ts'
import { compareLines, linesOfBill, linesOfBooks } from './compare-bill.ts'
import { type Cast, granted } from './story.ts'
import { expectSame, fact, money, step } from './tell.ts'

const hourMs = 3_600_000

/** The day after, past 10:00: the bill is fetched and must say what the order records say, line by line. */
export async function checkBill({ stack, merchant }: Cast, order: OrderView): Promise<void> {
  const { clock, simulator } = stack
  const day = clock.now()
  step('时钟拨到次日 10:00 之后', 'the clock moves past 10:00 of the next day')
  await clock.moveTo(beijingNoon(day) + 22 * hourMs + 60_000)
  fact('now', `${showBeijingTime(clock.now())} (Beijing)`)

  step('下载对账单，与账本逐行核对', 'the bill is downloaded and compared with the order records, line by line')
  const { appId, mchId, apiKey, signType } = simulator.merchant
  const ca = readFileSync(simulator.caFile, 'utf8')
  const client = createWxPayClient({ appId, mchId, apiKey, signType, baseUrl: simulator.url, ca })
  const bill = await client.downloadBill({ billDate: formatBeijingDate(day), tarType: 'GZIP' })
  client.close()
  const { orders } = granted('list-shop-orders', await merchant.call('list-shop-orders', { state: 'paid' }))
  const store = linesOfBooks(orders)
  for (const { kind, refundId, outTradeNo, amountFen } of linesOfBill(bill)) {
    fact(kind, `${(refundId || outTradeNo).padEnd(30)} ${money(amountFen)}`)
  }
  const discrepancies = compareLines(store, linesOfBill(bill))
  for (const discrepancy of discrepancies) fact('DIFFERENT', discrepancy)
  expectSame('discrepancies', discrepancies.length, 0)
  expectSame('lines', bill.rows.length, 3)
  const refunded = bill.rows.reduce((sum, { refund }) => sum + (refund?.refundFee ?? 0), 0)
  expectSame('sum refunded', refunded, order.totalFen)
  fact(
    'equal',
    `${bill.rows.length} lines, paid ${money(order.totalFen)}, refunded ${money(refunded)}, kept ${money(order.totalFen - refunded)}`,
  )
}
