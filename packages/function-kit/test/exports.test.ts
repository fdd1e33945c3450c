import { expect, test } from 'vitest'
import * as kit from '../src/index.ts'
import * as testing from '../src/testing.ts'

test('what a function can use', () => {
  expect(Object.keys(kit).sort()).toMatchInlineSnapshot(`
    [
      "askPayment",
      "askRefund",
      "beijingDay",
      "bookPayment",
      "dayOfPayment",
      "defineCall",
      "defineNotify",
      "defineTimer",
      "earlierDaysOfRefund",
      "finishClose",
      "followRefund",
      "gatewayText",
      "lastDayOfRefund",
      "ofBuyer",
      "once",
      "openBooks",
      "openBooksOf",
      "openGateway",
      "openServices",
      "readDifferenceId",
      "readDifferencePage",
      "readOutTradeNo",
      "readPage",
      "readRefundId",
      "readRequestId",
      "readSettings",
      "retryTransaction",
      "sendRefund",
      "startOfDay",
      "viewDifference",
      "viewOrder",
      "viewProduct",
      "viewRefund",
      "viewShopOrder",
      "viewShopRefund",
      "workThrough",
    ]
  `)
})

test('what its tests can use', () => {
  expect(Object.keys(testing).sort()).toMatchInlineSnapshot(`
    [
      "agreed",
      "billText",
      "buyer",
      "fakeGateway",
      "memoryBooks",
      "memoryServices",
      "merchant",
      "noon",
      "orders",
      "paymentOf",
      "products",
      "refundIn",
      "sampleMerchant",
      "wanted",
      "wireGateway",
    ]
  `)
})
