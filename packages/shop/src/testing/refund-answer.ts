import { fen, type GatewayRefundState } from '@stack/order'
import type { Gateway } from '../gateway/gateway.ts'
import { orders } from './sample-orders.ts'

type Answer = Awaited<ReturnType<Gateway['queryRefund']>>
type Known = Extract<Answer, { kind: 'settled' | 'processing' }>

/** Answers refundquery about the refund of `refundIn`: its state, and what else is to differ from the sample. */
export function refundAnswer(
  state: GatewayRefundState,
  changes: Partial<Extract<Answer, { kind: 'settled' }>> = {},
): Known {
  const { _id: outTradeNo, payment } = orders.paid
  if (payment === null) throw new Error('[shop] the sample order is paid')
  const known = {
    ...{ outTradeNo, transactionId: payment.transactionId },
    ...{ gatewayRefundId: '50000000002026011500000000001', amountFen: fen(1000), ...changes },
  }
  if (state === 'processing') return { ...known, kind: 'processing' }
  return { settledAt: null, receivedBy: null, ...known, kind: 'settled', state }
}
