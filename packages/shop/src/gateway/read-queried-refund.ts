import { fen, type GatewayRefundState } from '@stack/order'
import type { QueriedRefund, RefundQueryResult } from 'wxpay-core'
import type { Gateway } from './gateway.ts'

/**
 * Accounts of the merchant in `refund_recv_accout`: 退还商户: 商户基本账户 / 商户结算银行账户.
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=9_5
 */
const merchantAccount = /^(?:退还)?商户/

const states: Record<QueriedRefund['refundStatus'], GatewayRefundState> = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CHANGE: 'abnormal',
  REFUNDCLOSE: 'closed',
}

function stateOf({ refundStatus, refundRecvAccount = '' }: QueriedRefund): GatewayRefundState {
  const isReturned = refundStatus === 'SUCCESS' && merchantAccount.test(refundRecvAccount.trim())
  return isReturned ? 'returned-to-merchant' : states[refundStatus]
}

/** Reads the one refund of an answer to refundquery. SUCCESS into the merchant's own account has not reached the buyer. */
export function readQueriedRefund({
  outTradeNo,
  transactionId,
  refunds: [refund],
}: RefundQueryResult): Extract<Awaited<ReturnType<Gateway['queryRefund']>>, { kind: 'settled' | 'processing' }> {
  if (refund === undefined) throw new Error(`[shop] the refund is missing in its own answer (${outTradeNo})`)
  const state = stateOf(refund)
  const known = { outTradeNo, transactionId, gatewayRefundId: refund.refundId, amountFen: fen(refund.refundFee) }
  if (state === 'processing') return { kind: 'processing', ...known }
  const [settledAt, receivedBy] = [refund.refundSuccessTime ?? null, refund.refundRecvAccount ?? null]
  return { kind: 'settled', state, ...known, settledAt, receivedBy }
}
