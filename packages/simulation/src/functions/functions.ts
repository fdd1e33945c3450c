import type { Call } from '@stack/cloud-function'
import { abandonRefund } from '@stack/cloudfunctions/abandon-refund'
import { cancelOrder } from '@stack/cloudfunctions/cancel-order'
import { closeExpiredOrders } from '@stack/cloudfunctions/close-expired-orders'
import { createOrder } from '@stack/cloudfunctions/create-order'
import { getOrder } from '@stack/cloudfunctions/get-order'
import { markCollected } from '@stack/cloudfunctions/mark-collected'
import { payNotify } from '@stack/cloudfunctions/pay-notify'
import { queryRefund } from '@stack/cloudfunctions/query-refund'
import { reconcile } from '@stack/cloudfunctions/reconcile'
import { refund } from '@stack/cloudfunctions/refund'
import { refundNotify } from '@stack/cloudfunctions/refund-notify'
import { rejectRefund } from '@stack/cloudfunctions/reject-refund'
import { requestRefund } from '@stack/cloudfunctions/request-refund'
import { resolveDiscrepancy } from '@stack/cloudfunctions/resolve-discrepancy'
import { resolveRefundTask } from '@stack/cloudfunctions/resolve-refund-task'
import { settleRefundManually } from '@stack/cloudfunctions/settle-refund-manually'
import { syncRefunds } from '@stack/cloudfunctions/sync-refunds'
import { unifiedOrder } from '@stack/cloudfunctions/unified-order'
import { withdrawRefund } from '@stack/cloudfunctions/withdraw-refund'
import type { CallAnswer, CallData, FunctionName } from '@stack/contract'
import { fen } from '@stack/order'
import { defineNotify, type NotifyOutcome, type Services } from '@stack/shop'
import { merchant } from '../world/merchant.ts'

/** The calls that change something or ask the gateway. */
export type SimulatedCall = Exclude<
  FunctionName,
  'get-profile' | 'list-products' | 'list-orders' | 'list-shop-orders' | 'list-refund-requests' | 'list-discrepancies'
>

type Calls = {
  [Name in SimulatedCall]: (services: Services, call: Call<CallData<Name>>) => Promise<CallAnswer<Name>>
}

/** Use case of each call, input already read. */
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
  'resolve-discrepancy': resolveDiscrepancy,
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
