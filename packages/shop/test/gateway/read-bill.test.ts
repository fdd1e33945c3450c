import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildXml } from 'wxpay-core'
import { billText } from 'wxpay-core/testing'
import type { Bill, BillLine } from '../../src/gateway/gateway.ts'
import { answer, anyCall, deadline, gatewayOver, merchant, now, type Wire } from '../helpers/wire.ts'

const paid = { outTradeNo: 'WM0SAMPLE1', transactionId: '4200000000202601150000000001', tradeTime: now }
const refund = { outRefundNo: 'WM0SAMPLE1R1', refundStatus: 'PROCESSING' }
const text = billText(merchant, [
  { ...paid, amountFee: 4460, cells: { body: '茶,`杯' } },
  { ...paid, amountFee: 4460, cells: { settlementTotalFee: '40.00' } },
  { ...paid, amountFee: 1000, refund },
])
const readable = billText(merchant, [
  { ...paid, amountFee: 4460 },
  { ...paid, amountFee: 1000, refund },
])
const download = (wire: Wire, until = deadline) => gatewayOver(wire).gateway.downloadBill('2026-01-15', until)

async function billIn(wire: Wire): Promise<Bill> {
  const answered = await download(wire)
  if (answered.kind !== 'bill') throw new Error(`no bill: ${JSON.stringify(answered)}`)
  return answered.bill
}

test('a bill, line by line: what cannot be read is told, fees and coupons are kept', async () => {
  const bill = await billIn(text)
  const lines: (BillLine | { unreadable: string })[] = []
  for await (const line of bill.lines()) lines.push(line)
  const common = { appId: merchant.appId, outTradeNo: paid.outTradeNo, transactionId: paid.transactionId }
  expect(lines).toStrictEqual([
    { unreadable: expect.stringContaining('line 2 of the bill has 28 fields') },
    {
      ...{ ...common, kind: 'payment', refundId: null, state: 'SUCCESS' },
      ...{ amountFen: 4460, feeBaseFen: 4000, fee: 27_000 },
    },
    {
      ...{ ...common, kind: 'refund', refundId: 'WM0SAMPLE1R1', state: 'PROCESSING' },
      ...{ amountFen: 1000, feeBaseFen: 1000, fee: -6_000 },
    },
  ])
  expect(bill.unreadable).toBe(1)
})

test('is asked for by day, compressed', async () => {
  const { gateway, sent } = gatewayOver(text)
  await gateway.downloadBill('2026-01-15', deadline)
  expect(sent).toMatchObject([
    { path: '/pay/downloadbill', fields: { bill_date: '20260115', bill_type: 'ALL', tar_type: 'GZIP' } },
  ])
})

test('compressed or not, it is the same bill', async () => {
  const { digest } = await billIn(text)
  const zipped = { status: 200, body: gzipSync(text) }
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect((await billIn(zipped)).digest).toBe(digest)
  expect((await billIn(text.replace('`44.60,`0.00,', '`44.61,`0.00,'))).digest).not.toBe(digest)
})

const failure = (return_msg: string) => buildXml({ return_code: 'FAIL', return_msg, error_code: '20002' })

test.each<[met: string, wire: Wire, answered: object]>([
  ['No Bill Exist', failure('No Bill Exist'), { kind: 'no_bill' }],
  ['Bill Creating', failure('Bill Creating'), { kind: 'creating' }],
  [
    'a wrong row of totals',
    readable.replace('`44.60,`10.00', '`44.61,`10.00'),
    { kind: 'open', code: 'BILL_SUM_MISMATCH' },
  ],
  ['half a bill', text.slice(0, 500), { kind: 'open', code: 'BILL_TRUNCATED' }],
  ['another table', 'a,b\r\n`1,`2\r\nc,d\r\n`1,`2\r\n', { kind: 'open', code: 'BILL_FORMAT' }],
  ['a message', answer({}), { kind: 'open', code: 'RETURN_FAIL' }],
  ...anyCall
    .filter(([, , , wire]) => wire instanceof Error || (typeof wire === 'object' && wire.status !== 200))
    .map(([met, kind, code, wire]): [string, Wire, object] => [met, wire, { kind, code }]),
])('%s', async (_met, wire, answered) => {
  expect(await download(wire)).toStrictEqual(answered)
})

test('under a second left: open, and nothing is sent', async () => {
  expect(await download(text, now + 999)).toStrictEqual({ kind: 'open', code: 'DEADLINE' })
})
