import type {
  BeginCloseRefusal,
  BeginPrepayRefusal,
  CreateOrderRefusal,
  DecideRefundRefusal,
  MarkCollectedRefusal,
  OrderState,
  RequestRefundRefusal,
} from '@stack/order'
import type { Answer } from './answer.ts'
import type { OrderView, ProductView, RefundRequestView, RefundView, ShopOrderView, ShopRefundView } from './views.ts'

/** What `wx.requestPayment` takes. */
export interface PayParams {
  /** Seconds since 1970, as a string. */
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: 'MD5' | 'HMAC-SHA256'
  paySign: string
}

/** Someone else's order answers exactly as one that does not exist. */
type NotFound = 'not_found'
type MerchantOnly = 'not_a_merchant'

/** Cursor of a paged list: hand `next` back as `after`. Null: no more. */
export type Cursor = string

export interface Calls {
  'get-profile': { data: Record<string, never>; answer: Answer<{ openid: string; isMerchant: boolean }> }
  'list-products': { data: Record<string, never>; answer: Answer<{ products: ProductView[] }> }
  'create-order': {
    data: { requestId: string; lines: { productId: string; quantity: number }[]; remark?: string }
    answer: Answer<{ order: OrderView }, CreateOrderRefusal | 'request_id_reused' | 'too_many_unpaid_orders'>
  }
  'unified-order': {
    data: { outTradeNo: string }
    answer: Answer<{ payment: PayParams }, NotFound | BeginPrepayRefusal | 'gateway_unreachable' | 'gateway_refused'>
  }
  'get-order': { data: { outTradeNo: string }; answer: Answer<{ order: OrderView }, NotFound> }
  'list-orders': {
    data: { tab?: 'all' | 'unpaid' | 'paid' | 'refund'; after?: Cursor; limit?: number }
    answer: Answer<{ orders: OrderView[]; next: Cursor | null }>
  }
  'cancel-order': {
    data: { outTradeNo: string }
    answer: Answer<{ order: OrderView }, NotFound | BeginCloseRefusal>
  }
  'request-refund': {
    data: { requestId: string; outTradeNo: string; amountFen: number; reason: string }
    answer: Answer<{ refund: RefundView }, NotFound | RequestRefundRefusal>
  }
  'withdraw-refund': {
    data: { outTradeNo: string; refundId: string }
    answer: Answer<{ refund: RefundView }, NotFound | DecideRefundRefusal>
  }
  'list-shop-orders': {
    data: { state?: OrderState; outTradeNo?: string; after?: Cursor; limit?: number }
    answer: Answer<{ orders: ShopOrderView[]; next: Cursor | null }, MerchantOnly>
  }
  'list-refund-requests': {
    data: { after?: Cursor; limit?: number }
    answer: Answer<{ requests: RefundRequestView[]; next: Cursor | null }, MerchantOnly>
  }
  refund: {
    data:
      | { outTradeNo: string; refundId: string }
      | { outTradeNo: string; amountFen: number; reason: string; requestId: string }
    answer: Answer<{ refund: ShopRefundView }, MerchantOnly | NotFound | RequestRefundRefusal | DecideRefundRefusal>
  }
  'mark-collected': {
    data: { outTradeNo: string }
    answer: Answer<{ order: ShopOrderView }, MerchantOnly | NotFound | MarkCollectedRefusal>
  }
  'reject-refund': {
    data: { outTradeNo: string; refundId: string; reason: string }
    answer: Answer<{ refund: ShopRefundView }, MerchantOnly | NotFound | DecideRefundRefusal>
  }
}

export type FunctionName = keyof Calls
export type CallData<Name extends FunctionName> = Calls[Name]['data']
export type CallAnswer<Name extends FunctionName> = Calls[Name]['answer']
/** Every refusal a call can answer with. */
export type RefusalOf<Name extends FunctionName> = Extract<CallAnswer<Name>, { ok: false }>['refused']
