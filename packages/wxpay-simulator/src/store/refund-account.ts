import type { RefundReceiver } from './refunds.ts'

/**
 * Texts of refund_recv_accout. The bank card is the one of the document's example.
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=9_5
 */
const ACCOUNTS: Record<Exclude<RefundReceiver, 'buyer'>, string> = {
  'buyer-bank-card': '招商银行信用卡0403',
  'buyer-mini-fund': '支付用户零钱通',
  merchant: '商户基本账户',
  'merchant-bank-account': '商户结算银行账户',
}

/** All receivers, the usual one first. */
export const RECEIVERS: readonly RefundReceiver[] = ['buyer', ...(Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[])]

/** Returns whether the money comes back to the merchant instead of the buyer. */
export function isMerchant(receiver: RefundReceiver): boolean {
  return receiver === 'merchant' || receiver === 'merchant-bank-account'
}

/**
 * Returns refund_recv_accout. Before a refund has succeeded it is the buyer's wallet, in the words (`wallet`) that query
 * and notification each have.
 */
export function receivingAccount(refund: { status: string; receivedBy: RefundReceiver }, wallet: string): string {
  const { status, receivedBy } = refund
  return status !== 'SUCCESS' || receivedBy === 'buyer' ? wallet : ACCOUNTS[receivedBy]
}
