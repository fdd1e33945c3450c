import { fen } from '@stack/order'
import {
  failTexts,
  isWxPayError,
  type RefusedNotify,
  type SignedPayment,
  toSendableText,
  type WxPayClient,
  type WxPayErrorCode,
} from 'wxpay-core'
import type { Bill, Gateway, Open, Refused, UnreadablePayment } from './gateway.ts'
import { readBill } from './read-bill.ts'
import { readQueriedRefund } from './read-queried-refund.ts'

const paths = { pay: '/pay-notify', refund: '/refund-notify' } as const
const refundDescBytes = 80
/** Refusals that pass only when a person tops an account up: repeated by themselves nobody would see them. */
const waitsForPerson: ReadonlySet<WxPayErrorCode> = new Set(['NOTENOUGH'])

/**
 * Calls the gateway and turns what it may answer into data. Some codes are answers of their own (`special`); an unknown
 * outcome and a refusal that may pass by itself leave the matter open; what is left is a no for certain.
 */
async function ask<Answer, Special>(
  call: Promise<Answer>,
  special: Partial<Record<WxPayErrorCode, Special>>,
): Promise<Answer | Special | Refused | Open> {
  try {
    return await call
  } catch (error) {
    if (!isWxPayError(error)) throw error
    const { code, message, description, outcome, retryable } = error
    const known = special[code]
    if (known !== undefined) return known
    const open = outcome === 'unknown' || (retryable && !waitsForPerson.has(code))
    return open ? { kind: 'open', code } : { kind: 'refused', code, message: description || message }
  }
}

/** Money of which WeChat says that it is there, and that cannot be read as fen. */
function toUnreadable({ outTradeNo, transactionId, reported }: SignedPayment, problem: string): UnreadablePayment {
  return { outTradeNo, transactionId, problem, reported }
}

/** An order query that says so is an answer; any other failure goes on. */
function readUnreadable(error: unknown): { kind: 'unreadable' } & UnreadablePayment {
  if (!isWxPayError(error) || error.signedPayment === undefined) throw error
  return { kind: 'unreadable', ...toUnreadable(error.signedPayment, error.message) }
}

function refuseNotice({ refused, detail, signedPayment }: RefusedNotify) {
  return {
    ...{ ok: false as const, refused, detail, failText: failTexts[refused] },
    ...(signedPayment !== undefined && { unreadable: toUnreadable(signedPayment, detail) }),
  }
}

/** Creates the gateway on a WeChat Pay client. `notifyBaseUrl` is the address of the two notification functions. */
export function createGateway(client: WxPayClient, notifyBaseUrl: string): Gateway {
  const closed = { kind: 'closed' } as const
  const alreadyPaid = { kind: 'already_paid' } as const
  return {
    placeOrder: ({ totalFen, ...order }, deadline) =>
      ask(
        client
          .unifiedOrder({ ...order, totalFee: totalFen, notifyUrl: notifyBaseUrl + paths.pay }, { deadline })
          .then(({ prepayId }) => ({ kind: 'prepaid' as const, prepayId })),
        { ORDERPAID: alreadyPaid },
      ),
    payParams: (prepayId) => client.payParams(prepayId),
    queryOrder: (outTradeNo, deadline) =>
      ask(
        client.orderQuery({ outTradeNo }, { deadline }).then((order) => {
          if (order.tradeState === 'CLOSED') return closed
          if (order.tradeState !== 'SUCCESS' && order.tradeState !== 'REFUND') return { kind: 'unpaid' as const }
          const { transactionId, timeEnd: paidAt, bankType, openid } = order
          return {
            kind: 'paid' as const,
            payment: { transactionId, paidAt, totalFen: fen(order.totalFee), bankType, openid },
          }
        }, readUnreadable),
        { ORDERNOTEXIST: { kind: 'order_not_found' as const } },
      ),
    closeOrder: (outTradeNo, deadline) =>
      ask<typeof closed, typeof closed | typeof alreadyPaid>(
        client.closeOrder({ outTradeNo }, { deadline }).then(() => closed),
        { ORDERPAID: alreadyPaid, ORDERCLOSED: closed, ORDERNOTEXIST: closed },
      ),
    refund({ outTradeNo, transactionId, refundId, totalFen, amountFen, reason }, deadline) {
      const refundDesc = toSendableText(reason, {
        maxBytes: refundDescBytes,
        fallback: reason.trim() === '' ? '' : '退款',
      })
      return ask(
        client
          .refund(
            {
              ...(transactionId === undefined ? { outTradeNo } : { transactionId }),
              outRefundNo: refundId,
              totalFee: totalFen,
              refundFee: amountFen,
              notifyUrl: notifyBaseUrl + paths.refund,
              ...(refundDesc !== '' && { refundDesc }),
            },
            { deadline },
          )
          .then((accepted) => ({ kind: 'accepted' as const, gatewayRefundId: accepted.refundId })),
        {},
      )
    },
    queryRefund: (refundId, deadline) =>
      ask(client.refundQuery({ outRefundNo: refundId }, { deadline }).then(readQueriedRefund), {
        REFUNDNOTEXIST: { kind: 'refund_not_found' as const },
      }),
    downloadBill: (day, deadline) =>
      ask<{ kind: 'bill'; bill: Bill }, { kind: 'no_bill' } | { kind: 'creating' }>(
        client
          .openBill({ billDate: day.replaceAll('-', ''), tarType: 'GZIP' }, { deadline })
          .then((bill) => ({ kind: 'bill', bill: readBill(bill) })),
        { NO_BILL_EXIST: { kind: 'no_bill' }, BILL_CREATING: { kind: 'creating' } },
      ),
    readPayNotify(body) {
      const notice = client.readPayNotify(body)
      if (!notice.ok) return refuseNotice(notice)
      const { outTradeNo, transactionId, timeEnd: paidAt, totalFee, bankType, openid, couponNote } = notice.payment
      const payment = { transactionId, paidAt, totalFen: fen(totalFee), bankType, openid }
      return { ok: true, outTradeNo, payment, ...(couponNote !== undefined && { couponNote }) }
    },
    readRefundNotify(body) {
      const notice = client.readRefundNotify(body)
      if (!notice.ok) return refuseNotice(notice)
      const { outTradeNo, outRefundNo, refundId, refundFee } = notice.refund
      return { ok: true, outTradeNo, refundId: outRefundNo, gatewayRefundId: refundId, amountFen: fen(refundFee) }
    },
  }
}
