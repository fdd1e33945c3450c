import { feeOf } from '../ledger/fee.ts'
import { waitAfter } from '../notify/schedule.ts'
import { writePayNotification } from '../notify/write-pay-notification.ts'
import { makeTransactionId } from '../shared/identifiers.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { OpenedOrder } from './request-payment.ts'

const BANK_TYPE = 'OTHERS'

/** Pays an order: state, store and notification together, in the caller's transaction. */
export function pay(world: SimulatorState, { order, prepay }: OpenedOrder): void {
  const { merchant, settings } = world
  const at = world.now()
  const transactionId = makeTransactionId(at, world.random)
  const { outTradeNo, totalFen } = order
  const feeFen = feeOf(totalFen, settings.feeRatePerMille)
  world.orders.markPaid(outTradeNo, { at, transactionId, bankType: BANK_TYPE })
  world.ledger.book({
    at,
    kind: 'payment',
    outTradeNo,
    outRefundNo: null,
    amounts: { buyers: -totalFen, merchant: totalFen - feeFen, fees: feeFen },
  })
  const { openid, attach, deviceInfo, signType } = order
  const told = { merchant, outTradeNo, transactionId, openid, totalFen, attach, deviceInfo, signType }
  world.outbox.put({
    kind: 'pay',
    outTradeNo,
    outRefundNo: null,
    url: order.notifyUrl,
    body: writePayNotification({ ...told, bankType: BANK_TYPE, nonceStr: prepay.nonceStr, paidAt: at }),
    createdAt: at,
    nextAt: at + (waitAfter(0, settings.firstDeliveryAtOnce) ?? 0),
  })
}
