import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as core from '../src/index.ts'
import * as testing from '../src/testing.ts'

test('what the package exports', () => {
  expect(Object.keys(core).sort()).toStrictEqual([
    'WxPayError',
    'acknowledge',
    'buildXml',
    'canonicalString',
    'createNonce',
    'createWxPayClient',
    'errorCodes',
    'failTexts',
    'formatBeijingDate',
    'formatBeijingTime',
    'isWxPayError',
    'parseBeijingTime',
    'parseBill',
    'parseXml',
    'reject',
    'safeEqual',
    'signParams',
    'toSendableText',
    'verifySign',
  ])
  expect(Object.keys(testing).sort()).toStrictEqual([
    'billText',
    'encryptedRefundNotify',
    'signedAnswer',
    'signedMessage',
    'signedPayNotify',
    'testCertificate',
  ])
})

test('what a client can do', () => {
  const client = core.createWxPayClient({ appId: 'wx1', mchId: '1', apiKey: 'a'.repeat(32) })
  expect(Object.keys(client).sort()).toStrictEqual([
    'close',
    'closeOrder',
    'downloadBill',
    'openBill',
    'orderQuery',
    'payParams',
    'readPayNotify',
    'readRefundNotify',
    'refund',
    'refundQuery',
    'unifiedOrder',
  ])
  client.close()
})

test('the types that the package exports', () => {
  const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
  const typesOnly = [...source.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, names = '']) => names.split(','))
  const inline = [...source.matchAll(/\btype (\w+)(?=,| \})/g)].map(([, name]) => name)
  const names = [...typesOnly.map((name) => name.trim()), ...inline].filter((name) => name !== '')
  expect([...new Set(names)].sort()).toMatchInlineSnapshot(`
    [
      "Bill",
      "BillRefund",
      "BillRow",
      "BillSummary",
      "BillType",
      "CallOptions",
      "ClientCertificate",
      "CloseOrderParams",
      "Coupon",
      "DownloadBillParams",
      "DownloadedBill",
      "Merchant",
      "NotifiedRefund",
      "NotifyRefusal",
      "OpenedBill",
      "OrderQueryParams",
      "OrderQueryResult",
      "OrderRef",
      "PaidOrder",
      "PayNotify",
      "PayParams",
      "Payment",
      "QueriedRefund",
      "RefundNotify",
      "RefundParams",
      "RefundQueryParams",
      "RefundQueryResult",
      "RefundResult",
      "RefusedNotify",
      "SendableTextOptions",
      "SignOptions",
      "SignType",
      "SignableParams",
      "SignedPayment",
      "Transport",
      "TransportRequest",
      "TransportResponse",
      "UnifiedOrderParams",
      "UnifiedOrderResult",
      "UnpaidOrder",
      "WxPayClient",
      "WxPayErrorCode",
      "WxPayErrorKind",
      "WxPayOptions",
      "WxPayOutcome",
    ]
  `)
})

test('fast-xml-parser is the only dependency', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(manifest.dependencies)).toStrictEqual(['fast-xml-parser'])
})
