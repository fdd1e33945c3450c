export type { Answer, EdgeRefusal } from './answer.ts'
export type { CallAnswer, CallData, Calls, Cursor, FunctionName, PayParams, RefusalOf } from './calls.ts'
export type {
  DiscrepancyKind,
  DiscrepancyState,
  DiscrepancyView,
  ExtraPaymentView,
  LineView,
  MerchantNoteView,
  OrderView,
  ProductView,
  RefundRequestView,
  RefundView,
  ShopOrderView,
  ShopRefundView,
  TimelineEntry,
} from './views.ts'
