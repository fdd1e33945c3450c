import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import type { Order } from '@stack/order'
import { beijingDay } from '@stack/shop'
import { billText, memoryServices, noon, orders, sampleMerchant, wireGateway } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { reconcile } from './reconcile.ts'
import { day, nextMorning } from './sample-bills.ts'

const count = 100_000
/** In the bill, not in the order records; and the other way round. */
const [onlyThere, onlyHere] = [33_333, 66_666]

const outTradeNo = (n: number) => `WM0${String(n).padStart(20, '0')}`
const transactionId = (n: number) => `4200002${String(n).padStart(21, '0')}`

/** Compressed in pieces, which are one stream by the rules of gzip: its whole text is never held here either. */
function makeBill(): { body: Buffer; textBytes: number } {
  const pieces: Buffer[] = []
  let textBytes = 0
  const add = (text: string) => {
    textBytes += Buffer.byteLength(text)
    pieces.push(gzipSync(text, { level: 1 }))
  }
  const sample = { outTradeNo: outTradeNo(0), transactionId: transactionId(0), amountFee: 4460, tradeTime: noon }
  const [header, row = '', summaryHeader] = billText(sampleMerchant, [sample]).split('\r\n')
  const lineOf = (n: number) => row.replace(outTradeNo(0), outTradeNo(n)).replace(transactionId(0), transactionId(n))
  add(`${header}\r\n`)
  for (let from = 0; from <= count; from += 5_000) {
    const numbers = Array.from({ length: Math.min(5_000, count + 1 - from) }, (_, n) => from + n)
    add(numbers.flatMap((n) => (n === onlyHere ? [] : `${lineOf(n)}\r\n`)).join(''))
  }
  const sums = [count, '4460000.00', '0.00', '0.00', '27000.00000', '4460000.00', '0.00']
  add(`${summaryHeader}\r\n${sums.map((sum) => `\`${sum}`).join(',')}\r\n`)
  return { body: Buffer.concat(pieces), textBytes }
}

function orderOf(n: number): Order {
  const { paid } = orders
  return {
    ...paid,
    _id: outTradeNo(n),
    payment: paid.payment && { ...paid.payment, transactionId: transactionId(n), paidAt: noon },
  }
}

/** ShopStore with 100,000 orders that are made as they are asked for. */
function longServices(body: Buffer) {
  // Every look at the clock takes 3 ms: batches are what time is made of here.
  let now = nextMorning
  const clock = () => {
    now += 3
    return now
  }
  const services = memoryServices({ now: clock })
  const numberIn = (id: string) => Number(id.slice(3))
  services.store.findAll = async (ids) =>
    ids
      .map(numberIn)
      .filter((n) => n !== onlyThere)
      .map(orderOf)
  services.store.listByDay = async (wanted, { after, limit }) => {
    const from = after === null ? 0 : numberIn(after) + 1
    const numbers = Array.from({ length: Math.max(0, Math.min(limit, count + 1 - from)) }, (_, n) => from + n)
    return wanted === day ? numbers.filter((n) => n !== onlyThere).map(orderOf) : []
  }
  const none = '<xml><return_code>FAIL</return_code><return_msg>No Bill Exist</return_msg></xml>'
  const isDay = (billDate = '') => billDate === beijingDay(noon).replaceAll('-', '')
  const gateway = wireGateway((_path, fields) => (isDay(fields.bill_date) ? body : none), clock)
  return { ...services, gateway, shop: { appId: sampleMerchant.appId, feeBasisPoints: 60 } }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
/** Bytes that are really in use. */
function live(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test('100,000 lines in several runs: both ways, nothing twice, in memory that the length of the bill hardly moves', async () => {
  const bill = makeBill()
  const services = longServices(bill.body)
  const { store } = services
  const before = live()
  let most = 0
  let asked = 0
  const { findAll } = store
  store.findAll = async (ids) => {
    asked += 1
    if (asked % 200 === 0) most = Math.max(most, live() - before)
    return findAll(ids)
  }
  const lines: (number | undefined)[] = []
  for (let isDone = false; !isDone; ) {
    isDone = (await reconcile(services, services.now() + 2_100)).done.includes(day)
    lines.push(store.reconciliations.stored.get(day)?.lines)
  }
  expect(lines.length).toBeGreaterThan(2)
  expect(lines[0]).toBeGreaterThan(10_000)
  expect(lines[0]).toBeLessThan(count)
  expect([...store.discrepancies.stored.keys()]).toStrictEqual([
    `payment-missing-locally-${transactionId(onlyThere)}`,
    `payment-missing-in-bill-${transactionId(onlyHere)}`,
  ])
  expect(store.reconciliations.stored.get(day)).toMatchObject({
    lines: count,
    finishedAt: expect.any(Number),
    counts: { payments: count, paidFen: count * 4460, fee: count * 27_000, unreadable: 0, discrepancies: 2 },
  })
  // What is kept are the numbers of the bill, about 70 bytes a line; the text alone has 250.
  expect(bill.textBytes).toBeGreaterThan(24_000_000)
  expect(most).toBeLessThan(bill.textBytes / 2)
}, 30_000)
