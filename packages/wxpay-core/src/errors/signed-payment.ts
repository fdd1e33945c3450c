/**
 * A payment whose sign, appid and mch_id hold, but that cannot be read as one in fen. WeChat has the money: the caller
 * records it, and nothing in it is an amount.
 */
export interface SignedPayment {
  /** Null when it is missing or malformed. */
  outTradeNo: string | null
  transactionId: string | null
  /** Texts of its fields by wire name, each of at most 64 characters; none of them names the buyer. */
  reported: Readonly<Record<string, string>>
}
