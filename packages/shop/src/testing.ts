export { type BillRowContent, billText } from 'wxpay-core/testing'
export { fakeGateway } from './testing/fake-gateway.ts'
export { memoryDiscrepancies } from './testing/memory-discrepancies.ts'
export { memoryServices } from './testing/memory-services.ts'
export { type MemoryStore, memoryStore } from './testing/memory-store.ts'
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
