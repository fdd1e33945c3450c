import type {
  AbandonRefundRefusal,
  BeginCloseRefusal,
  BeginPrepayRefusal,
  CreateOrderRefusal,
  DecideRefundRefusal,
  MarkCollectedRefusal,
  OrderState,
  RequestRefundRefusal,
  ResolveRefundTaskRefusal,
  SettleRefundManuallyRefusal,
} from '@stack/order'
import type { Answer } from './answer.ts'
import type {
  DiscrepancyState,
  DiscrepancyView,
  OrderView,
  ProductView,
  RefundRequestView,
  RefundView,
  ShopOrderView,
  ShopRefundView,
} from './views.ts'

/** Arguments of `wx.requestPayment`. */
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
/** WeChat left it open or could not be asked; it refused for certain (`detail` has its code). */
type GatewayRefusal = 'gateway_unreachable' | 'gateway_refused'

/** Cursor of a paged list: hand `next` back as `after`. Null: no more. */
export type Cursor = string

/** Data and answer of every call. */
export interface Calls {
  'get-profile': { data: Record<string, never>; answer: Answer<{ openid: string; isMerchant: boolean }> }
  'list-products': { data: Record<string, never>; answer: Answer<{ products: ProductView[] }> }
  'create-order': {
    data: { requestId: string; lines: { productId: string; quantity: number }[]; remark?: string }
    answer: Answer<{ order: OrderView }, CreateOrderRefusal | 'request_id_reused' | 'too_many_unpaid_orders'>
  }
  'unified-order': {
    data: { outTradeNo: string }
    answer: Answer<{ payment: PayParams }, NotFound | BeginPrepayRefusal | GatewayRefusal>
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
  /** Orders with refunds that wait for a decision, or with ended ones that are a task for a person (`task`). */
  'list-refund-requests': {
    data: { kind?: 'waiting' | 'task'; after?: Cursor; limit?: number }
    answer: Answer<{ requests: RefundRequestView[]; next: Cursor | null }, MerchantOnly>
  }
  /** Approves a request, or starts a refund: of the order's own payment, or of the extra one with this `transactionId`. */
  refund: {
    data:
      | { outTradeNo: string; refundId: string }
      | { outTradeNo: string; amountFen: number; reason: string; requestId: string; transactionId?: string }
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
  /** Abandons a refund that WeChat refused, closed or returned, once WeChat says that nothing of it can reach the buyer. */
  'abandon-refund': {
    data: { outTradeNo: string; refundId: string }
    answer: Answer<
      { refund: ShopRefundView },
      MerchantOnly | NotFound | AbandonRefundRefusal | 'known_at_gateway' | GatewayRefusal
    >
  }
  /**
   * Settles a refund outside WeChat; the note says how. A decision (`isFact` false) queries WeChat first; after CHANGE it
   * needs `hasFetchedBack`: the merchant has fetched the money back at the merchant platform. A fact is always recorded.
   */
  'settle-refund-manually': {
    data: { outTradeNo: string; refundId: string; note: string; isFact?: boolean; hasFetchedBack?: boolean }
    answer: Answer<
      { refund: ShopRefundView },
      MerchantOnly | NotFound | SettleRefundManuallyRefusal | 'known_at_gateway' | 'fetch_back_first' | GatewayRefusal
    >
  }
  /** Queries WeChat about a refund now, and records the answer. */
  'query-refund': {
    data: { outTradeNo: string; refundId: string }
    answer: Answer<
      { refund: ShopRefundView },
      MerchantOnly | NotFound | 'refund_not_found' | 'not_approved' | 'unknown_at_gateway' | GatewayRefusal
    >
  }
  /** Ends by a note what nothing else ends: a refund that was paid twice, or, without `refundId`, more refunded than paid. */
  'resolve-refund-task': {
    data: { outTradeNo: string; refundId?: string; note: string }
    answer: Answer<{ order: ShopOrderView }, MerchantOnly | NotFound | ResolveRefundTaskRefusal>
  }
  'list-discrepancies': {
    data: { state?: DiscrepancyState; discrepancyId?: string; after?: Cursor; limit?: number }
    answer: Answer<{ discrepancies: DiscrepancyView[]; next: Cursor | null }, MerchantOnly>
  }
  /** `repair`: asks WeChat again and stores what it says. With a `note`: the merchant settled it and says how. */
  'resolve-discrepancy': {
    data: { discrepancyId: string; how: 'repair' } | { discrepancyId: string; how: 'note'; note: string }
    answer: Answer<
      { discrepancy: DiscrepancyView },
      MerchantOnly | NotFound | 'not_repairable' | 'still_different' | GatewayRefusal
    >
  }
}

/** Name of a function that the mini program calls. */
export type FunctionName = keyof Calls
/** Data of a call. */
export type CallData<Name extends FunctionName> = Calls[Name]['data']
/** Answer of a call, its refusals included. */
export type CallAnswer<Name extends FunctionName> = Calls[Name]['answer']
/** Every refusal a call can answer with. */
export type RefusalOf<Name extends FunctionName> = Extract<CallAnswer<Name>, { ok: false }>['refused']
