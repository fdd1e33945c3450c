import { expect, test } from 'vitest'
import * as kit from '../src/index.ts'
import * as testing from '../src/testing.ts'

test('what a function can use', () => {
  expect(Object.keys(kit).sort()).toMatchInlineSnapshot(`
    [
      "advanceRefund",
      "askBeforeEnding",
      "beijingDay",
      "closeAtGateway",
      "createGateway",
      "dayOfPayment",
      "defineNotify",
      "earlierDaysOfRefund",
      "keepUnreadablePayment",
      "lastDayOfRefund",
      "openGateway",
      "openServices",
      "openStore",
      "openStoreServices",
      "processDueOrders",
      "readDiscrepancyId",
      "readDiscrepancyPage",
      "readNote",
      "readOutTradeNo",
      "readPage",
      "readRefundId",
      "readRequestId",
      "readSettings",
      "readTransactionId",
      "refundEventOf",
      "requireBuyer",
      "sendRefund",
      "startOfDay",
      "storePayment",
      "syncPayment",
      "syncRefund",
      "toSendableText",
      "viewDiscrepancy",
      "viewOrder",
      "viewProduct",
      "viewRefund",
      "viewShopOrder",
      "viewShopRefund",
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
      "memoryDiscrepancies",
      "memoryServices",
      "memoryStore",
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
