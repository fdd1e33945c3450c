import type { Call } from '@stack/cloud-function'
import type { CallAnswer, CallData, FunctionName } from '@stack/contract'
import { fen } from '@stack/order'
import { defineNotify, type NotifyOutcome, type Services } from '@stack/shop'
import { abandonRefund } from '../../../cloudfunctions/abandon-refund/src/abandon-refund.ts'
import { cancelOrder } from '../../../cloudfunctions/cancel-order/src/cancel-order.ts'
import { closeExpiredOrders } from '../../../cloudfunctions/close-expired-orders/src/close-expired-orders.ts'
import { createOrder } from '../../../cloudfunctions/create-order/src/create-order.ts'
import { getOrder } from '../../../cloudfunctions/get-order/src/get-order.ts'
import { markCollected } from '../../../cloudfunctions/mark-collected/src/mark-collected.ts'
import { payNotify } from '../../../cloudfunctions/pay-notify/src/pay-notify.ts'
import { queryRefund } from '../../../cloudfunctions/query-refund/src/query-refund.ts'
import { reconcile } from '../../../cloudfunctions/reconcile/src/reconcile.ts'
import { refund } from '../../../cloudfunctions/refund/src/refund.ts'
import { refundNotify } from '../../../cloudfunctions/refund-notify/src/refund-notify.ts'
import { rejectRefund } from '../../../cloudfunctions/reject-refund/src/reject-refund.ts'
import { requestRefund } from '../../../cloudfunctions/request-refund/src/request-refund.ts'
import { resolveDifference } from '../../../cloudfunctions/resolve-difference/src/resolve-difference.ts'
import { resolveRefundTask } from '../../../cloudfunctions/resolve-refund-task/src/resolve-refund-task.ts'
import { settleRefundManually } from '../../../cloudfunctions/settle-refund-manually/src/settle-refund-manually.ts'
import { syncRefunds } from '../../../cloudfunctions/sync-refunds/src/sync-refunds.ts'
import { unifiedOrder } from '../../../cloudfunctions/unified-order/src/unified-order.ts'
import { withdrawRefund } from '../../../cloudfunctions/withdraw-refund/src/withdraw-refund.ts'
import { merchant } from './merchant.ts'

/** The calls that change something or ask the gateway. */
export type SimulatedCall = Exclude<
  FunctionName,
  'get-profile' | 'list-products' | 'list-orders' | 'list-shop-orders' | 'list-refund-requests' | 'list-differences'
>

type Calls = {
  [Name in SimulatedCall]: (services: Services, call: Call<CallData<Name>>) => Promise<CallAnswer<Name>>
}

/** What stands behind each front door, input already read. */
export const calls: Calls = {
  'create-order': (services, call) => createOrder(services, { ...call, data: { remark: '', ...call.data } }),
  'unified-order': unifiedOrder,
  'get-order': getOrder,
  'cancel-order': cancelOrder,
  'request-refund': (services, { data, ...call }) =>
    requestRefund(services, { ...call, data: { ...data, amountFen: fen(data.amountFen) } }),
  'withdraw-refund': withdrawRefund,
  refund: (services, { data, ...call }) => {
    if ('refundId' in data) return refund(services, { ...call, data })
    const { transactionId, ...wanted } = data
    const extra = transactionId !== undefined && { extraTransactionId: transactionId }
    return refund(services, { ...call, data: { ...wanted, ...extra, amountFen: fen(data.amountFen) } })
  },
  'reject-refund': rejectRefund,
  'mark-collected': markCollected,
  'abandon-refund': abandonRefund,
  'settle-refund-manually': (services, call) =>
    settleRefundManually(services, { ...call, data: { isFact: false, hasFetchedBack: false, ...call.data } }),
  'query-refund': queryRefund,
  'resolve-refund-task': (services, call) =>
    resolveRefundTask(services, { ...call, data: { refundId: null, ...call.data } }),
  'resolve-difference': resolveDifference,
}

export type TimerName = 'close-expired-orders' | 'sync-refunds' | 'reconcile'

/** The rate that the gateway takes, in a hundredth of a percent. */
const feeBasisPoints = 60

export const timers: Record<TimerName, (services: Services, deadline: number) => Promise<{ failed: number }>> = {
  'close-expired-orders': closeExpiredOrders,
  'sync-refunds': syncRefunds,
  reconcile: async (services, deadline) => {
    await reconcile({ ...services, shop: { appId: merchant.appId, feeBasisPoints } }, deadline)
    return { failed: 0 }
  },
}

export type NotifyName = 'pay-notify' | 'refund-notify'

const notified: Record<NotifyName, (services: Services, body: string, deadline: number) => Promise<NotifyOutcome>> = {
  'pay-notify': payNotify,
  'refund-notify': refundNotify,
}

/** The notification functions with the platform edge that answers WeChat in time. */
export function openNotify(
  name: NotifyName,
  services: Services,
): (event: { body: string }) => Promise<{ body: string }> {
  return defineNotify(name, (body, deadline) => notified[name](services, body, deadline))
}
