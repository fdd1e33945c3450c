import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type BillRow, buildXml, type OpenedBill, parseBill, type WxPayError } from '../../src/index.ts'
import { bills, csv, payRow } from '../helpers/bills.ts'
import { captureRejection } from '../helpers/capture.ts'
import { fakeGateway } from '../helpers/fake-gateway.ts'

const billDate = '20211024'
const failure = (fields: Record<string, string>) => buildXml({ return_code: 'FAIL', ...fields })

test('fetches and reads a bill', async () => {
  const { client, requests } = fakeGateway([bills.ALL])
  expect(await client.downloadBill({ billDate })).toStrictEqual({ text: bills.ALL, ...parseBill(bills.ALL) })
  expect(requests[0]).toMatchObject({
    url: 'https://api.mch.weixin.qq.com/pay/downloadbill',
    withCertificate: false,
    fields: { bill_date: '20211024', bill_type: 'ALL' },
  })
})

test('of another type', async () => {
  const { client, requests } = fakeGateway([bills.REFUND])
  const { rows } = await client.downloadBill({ billDate, billType: 'REFUND' })
  expect(rows).toHaveLength(1)
  expect(requests[0]?.fields).toMatchObject({ bill_type: 'REFUND' })
})

test('compressed', async () => {
  const { client, requests } = fakeGateway([gzipSync(bills.ALL)])
  expect((await client.downloadBill({ billDate, tarType: 'GZIP' })).text).toBe(bills.ALL)
  expect(requests[0]?.fields).toMatchObject({ tar_type: 'GZIP' })
})

/** Codes and spellings of live answers. */
test.each([
  ['20002', 'No Bill Exist', 'NO_BILL_EXIST', false, 'known', 1],
  ['20002', 'NO Bill Exist', 'NO_BILL_EXIST', false, 'known', 1],
  ['20002', 'Bill Creating', 'BILL_CREATING', true, 'known', 1],
  ['20001', 'invalid bill_date', 'PARAM_ERROR', false, 'known', 1],
  ['20001', 'SIGN ERROR', 'SIGNERROR', false, 'known', 1],
  ['20003', 'SYSTEMERROR', 'SYSTEMERROR', true, 'unknown', 3],
  ['20100', 'system error', 'SYSTEMERROR', true, 'unknown', 3],
  ['20007', '当前商户号账单API权限已经关闭', 'BILL_API_CLOSED', false, 'known', 1],
  ['', '签名错误', 'SIGNERROR', false, 'known', 1],
  ['99999', 'a new text', 'RETURN_FAIL', false, 'unknown', 1],
])('error_code %s %s', async (errorCode, text, code, retryable, outcome, tries) => {
  const { client, requests } = fakeGateway([failure({ return_msg: text, error_code: errorCode })])
  const error = await captureRejection(client.downloadBill({ billDate, tarType: 'GZIP' }))
  expect(error).toMatchObject({ kind: 'business', code, retryable, outcome })
  expect(error.message).toContain(`error_code "${errorCode}", return_msg "${text}"`)
  expect(requests).toHaveLength(tries)
})

test.each([
  ['HTML', '<html></html>', 'ANSWER_NOT_XML', 3],
  ['a bill without an end', bills.ALL.slice(0, 600), 'BILL_TRUNCATED', 3],
  ['half a gzip stream', gzipSync(bills.ALL).subarray(0, 100), 'BILL_TRUNCATED', 3],
  ['nothing', '', 'BILL_TRUNCATED', 3],
  ['a bill of another type', bills.SUCCESS, 'BILL_FORMAT', 1],
])('answered with %s', async (_name, body, code, tries) => {
  const { client, requests } = fakeGateway([body])
  expect(await captureRejection(client.downloadBill({ billDate }))).toMatchObject({ kind: 'protocol', code })
  expect(requests).toHaveLength(tries)
})

describe('openBill', () => {
  const walk = async (bill: OpenedBill) => {
    const rows: (BillRow | WxPayError)[] = []
    for await (const row of bill.rows()) rows.push(row)
    return rows
  }
  const lines = bills.ALL.split('\r\n')
  const digest = createHash('sha256')
    .update(`${lines.slice(0, -1).join('\n').slice(1)}\n`)
    .digest('hex')

  test.each([
    ['plain', Buffer.from(bills.ALL)],
    ['compressed', gzipSync(bills.ALL)],
    ['without byte order mark and last line end', Buffer.from(bills.ALL.slice(1).trimEnd())],
  ])('%s: the rows one by one, twice', async (_what, body) => {
    const { client, requests } = fakeGateway([body])
    const bill = await client.openBill({ billDate, tarType: 'GZIP' })
    const { rows, summary } = parseBill(bills.ALL)
    expect(bill).toMatchObject({ summary, unreadable: 0, digest })
    expect([await walk(bill), await walk(bill)]).toStrictEqual([rows, rows])
    expect(requests).toHaveLength(1)
  })

  test('a row that cannot be read comes as an error; then only the number of rows is compared', async () => {
    const broken = bills.ALL.replace('帽子, ', '帽子,`')
    const { client } = fakeGateway([broken])
    const bill = await client.openBill({ billDate })
    expect(bill.unreadable).toBe(1)
    expect(await walk(bill)).toMatchObject([
      { code: 'BILL_FORMAT', message: expect.stringContaining('line 2 of the bill has 28 fields') },
      { refund: { outRefundNo: 'R1' } },
    ])
  })

  test('a character that stands across two pieces', async () => {
    const rows = Array.from({ length: 5000 }, () => payRow)
    const { client } = fakeGateway([csv('ALL', rows, '`5000,`28300.00,`0.00,`0.00,`150.00000,`28800.00,`0.00')])
    const all = await walk(await client.openBill({ billDate }))
    expect(new Set(all.map((row) => ('body' in row ? row.body : row.message)))).toStrictEqual(new Set(['帽子, 手套']))
  })

  test.each([
    ['HTML', '<html></html>', 'ANSWER_NOT_XML', 3],
    ['no bill', failure({ return_msg: 'No Bill Exist', error_code: '20002' }), 'NO_BILL_EXIST', 1],
    ['a bill without an end', bills.ALL.slice(0, 600), 'BILL_TRUNCATED', 3],
    ['half a gzip stream', gzipSync(bills.ALL).subarray(0, 100), 'BILL_TRUNCATED', 3],
    ['a bill of another type', bills.SUCCESS, 'BILL_FORMAT', 1],
    ['a summary that does not add up', bills.ALL.replace('`5.76,`1.42', '`5.77,`1.42'), 'BILL_SUM_MISMATCH', 1],
    ['fewer rows than the summary counts', bills.ALL.replace(/`2021[^\n]*\n/, ''), 'BILL_SUM_MISMATCH', 1],
  ])('answered with %s', async (_name, body, code, tries) => {
    const { client, requests } = fakeGateway([body])
    expect(await captureRejection(client.openBill({ billDate }))).toMatchObject({ code })
    expect(requests).toHaveLength(tries)
  })
})
