import { waitAfter } from '../notify/schedule.ts'
import { writeRefundNotification } from '../notify/write-refund-notification.ts'
import { makeNotificationNonce } from '../shared/identifiers.ts'
import { isMerchant } from '../store/refund-account.ts'
import type { Refund } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'

/** Ends every refund whose time has come: state, store and notification together, in the caller's transaction. */
export function completeDueRefunds(world: SimulatorState): void {
  for (const refund of world.refunds.due(world.now())) {
    settleRefund(world, refund)
  }
}

/** Ends one refund as planned, at its time. */
export function settleRefund(world: SimulatorState, refund: Refund): void {
  world.refunds.markSettled(refund.outRefundNo, refund.settleAt)
  bookEnd(world, refund)
  const url = refund.notifyUrl || world.settings.platformNotifyUrl
  if (url !== '') notifyEnd(world, refund, url)
}

/** CHANGE moves nothing: the buyer's account could not take the money, which waits for the merchant to decide. */
function bookEnd(world: SimulatorState, refund: Refund): void {
  const { settleAt: at, outTradeNo, outRefundNo, refundFen, feeBackFen, outcome, receivedBy } = refund
  if (outcome === 'SUCCESS' && isMerchant(receivedBy)) {
    const amounts = { refunding: -refundFen, merchant: refundFen }
    world.ledger.book({ at, kind: 'refund-returned', outTradeNo, outRefundNo, amounts })
  } else if (outcome === 'SUCCESS') {
    const amounts = { refunding: -refundFen, buyers: refundFen }
    world.ledger.book({ at, kind: 'refund-success', outTradeNo, outRefundNo, amounts })
  }
  if (outcome === 'REFUNDCLOSE') {
    const amounts = { refunding: -refundFen, merchant: refundFen - feeBackFen, fees: feeBackFen }
    world.ledger.book({ at, kind: 'refund-closed', outTradeNo, outRefundNo, amounts })
  }
}

function notifyEnd(world: SimulatorState, refund: Refund, url: string): void {
  const { outTradeNo, outRefundNo, settleAt } = refund
  const order = world.orders.find(outTradeNo)
  if (order === undefined || order.transactionId === null) {
    throw new Error(`[wxpay-simulator] refund ${outRefundNo} belongs to no paid order. This is a defect here.`)
  }
  const { transactionId, totalFen } = order
  const ended = { ...refund, transactionId, totalFen, status: refund.outcome, settledAt: settleAt }
  world.outbox.put({
    kind: 'refund',
    outTradeNo,
    outRefundNo,
    url,
    body: writeRefundNotification(ended, world.merchant, makeNotificationNonce(world.random)),
    createdAt: settleAt,
    nextAt: settleAt + (waitAfter(0, world.settings.firstDeliveryAtOnce) ?? 0),
  })
}
