import { expect, test } from 'vitest'
import * as kit from '../src/index.ts'
import * as testing from '../src/testing.ts'

test('what a function can use', () => {
  expect(Object.keys(kit).sort()).toMatchInlineSnapshot(`
    [
      "askBeforeEnding",
      "askPayment",
      "askRefund",
      "beijingDay",
      "bookPayment",
      "createGateway",
      "dayOfPayment",
      "defineNotify",
      "earlierDaysOfRefund",
      "finishClose",
      "followRefund",
      "keepUnreadablePayment",
      "lastDayOfRefund",
      "ofBuyer",
      "openBooks",
      "openBooksOf",
      "openGateway",
      "openServices",
      "readDifferenceId",
      "readDifferencePage",
      "readNote",
      "readOutTradeNo",
      "readPage",
      "readRefundId",
      "readRequestId",
      "readSettings",
      "readTransactionId",
      "sendRefund",
      "startOfDay",
      "toSendableText",
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
      "memoryDifferences",
      "memoryServices",
      "merchant",
      "noon",
      "orders",
      "paymentOf",
      "products",
      "refundAnswer",
      "refundIn",
      "sampleMerchant",
      "wanted",
      "wireGateway",
    ]
  `)
})
