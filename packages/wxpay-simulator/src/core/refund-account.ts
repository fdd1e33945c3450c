import type { RefundRecipient } from '../store/refunds.ts'

/**
 * refund_recv_accout of a refund to the merchant's own account.
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=9_5 退还商户: 商户基本账户 / 商户结算银行账户
 */
const MERCHANT_ACCOUNT = '商户基本账户'

/** Returns refund_recv_accout; `buyer` is how an answer words the buyer's wallet. */
export function receivingAccount(recipient: RefundRecipient, buyer: string): string {
  return recipient === 'merchant' ? MERCHANT_ACCOUNT : buyer
}
