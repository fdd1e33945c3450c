import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildXml, parseBill } from '../src/index.ts'
import { bills } from './bills.ts'
import { captureRejection } from './capture.ts'
import { fakeGateway } from './fake-gateway.ts'

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
