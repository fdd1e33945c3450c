import { expect, test } from 'vitest'
import * as kit from '../src/index.ts'
import * as testing from '../src/testing.ts'

test('what a function can use', () => {
  expect(Object.keys(kit).sort()).toMatchInlineSnapshot(`
    [
      "askPayment",
      "askRefund",
      "bookPayment",
      "defineCall",
      "defineNotify",
      "defineTimer",
      "finishClose",
      "followRefund",
      "gatewayText",
      "ofBuyer",
      "once",
      "openBooks",
      "openBooksOf",
      "openGateway",
      "openServices",
      "readOutTradeNo",
      "readPage",
      "readRefundId",
      "readRequestId",
      "readSettings",
      "retryTransaction",
      "sendRefund",
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
      "wanted",
    ]
  `)
})
