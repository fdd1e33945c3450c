export { type BillRowContent, billText } from 'wxpay-core/testing'
export { fakeGateway } from './testing/fake-gateway.ts'
export { type MemoryBooks, memoryBooks } from './testing/memory-books.ts'
export { memoryDifferences } from './testing/memory-differences.ts'
export { memoryServices } from './testing/memory-services.ts'
export { refundAnswer } from './testing/refund-answer.ts'
export {
  agreed,
  buyer,
  merchant,
  noon,
  orders,
  paymentOf,
  products,
  refundIn,
  wanted,
} from './testing/sample-orders.ts'
export { sampleMerchant, wireGateway } from './testing/wire-gateway.ts'
