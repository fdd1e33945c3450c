import { parseXml } from 'wxpay-core'
import { encryptedRefundNotify, signedMessage, signedPayNotify } from 'wxpay-core/testing'
import type { Core } from 'wxpay-simulator'
import { merchant } from '../world/merchant.ts'
import type { World } from '../world/world.ts'

/** Payment as the gateway stores it. */
const feeRate = 0.006

/** Further payments of a number lie in the gateway's records under the number, this and a counter. */
const again = '~'

/** The number as the gateway shows it. */
export function shownNumber(outTradeNo: string): string {
  return outTradeNo.split(again)[0] ?? ''
}

/** Takes all money out of the merchant's account at the gateway, or puts some in. */
export function moveBalance({ core, timeline, tell }: World, way: 'withdraw' | 'top-up'): void {
  const amountFen = way === 'top-up' ? 1_000_000 : -core.world.ledger.balance('merchant')
  const amounts = { outside: -amountFen, merchant: amountFen }
  const kind = way === 'top-up' ? way : 'withdrawal'
  if (amountFen !== 0) {
    const booking = { at: timeline.now(), kind, outTradeNo: null, outRefundNo: null, amounts } as const
    core.atomically(() => core.world.ledger.book(booking))
  }
  tell(`the merchant’s balance: ${way}`)
}

type GatewayRefund = ReturnType<Core['world']['refunds']['all']>[number]

/** An end that WeChat, a bank, or the merchant at WeChat's platform gives a refund. */
export type RefundEnd = Parameters<Core['endRefund']>[1]

/** Says whether a closed refund can still be paid: within its payment, from what the merchant has there. */
function canReopen({ core }: World, { outTradeNo, refundFen, feeBackFen }: GatewayRefund): boolean {
  const { refundedFen } = core.world.refunds.totals(outTradeNo)
  const paidFen = core.world.orders.find(outTradeNo)?.totalFen ?? 0
  return refundedFen + refundFen <= paidFen && core.world.ledger.balance('merchant') + feeBackFen >= refundFen
}

/**
 * Gives a refund that has ended another end: one that reached nobody; or, as no document says that WeChat Pay does, a closed
 * one that succeeds, of which only a notification tells. Where a run is about a missing safeguard, nothing more is wrong.
 */
export function endAtGateway(world: World, outRefundNo: string, end: RefundEnd): void {
  const { core, count, tell, pump, wrongs } = world
  const refund = core.world.refunds.find(outRefundNo)
  if (refund === undefined || world.without !== undefined) return
  const isReopened =
    refund.status === 'REFUNDCLOSE' && end === 'SUCCESS' && !wrongs.losesNotifications && canReopen(world, refund)
  if (refund.status !== 'CHANGE' && !isReopened) return
  core.world.settings.closedRefundsMaySucceed = isReopened
  wrongs.reopensRefunds ||= isReopened
  core.endRefund(outRefundNo, end)
  count(isReopened ? 'refund × succeeds after it was closed' : 'refund × ends otherwise later')
  tell(`refund ${outRefundNo} ends at the gateway: ${JSON.stringify(end)}`)
  pump()
}

/** The merchant refunds half of a payment at WeChat's platform, of which nobody tells the shop. */
export function refundAtPlatform({ core, count, tell, pump }: World, outTradeNo: string, refundFen: number): void {
  const { paidAt } = core.world.orders.find(outTradeNo) ?? {}
  if (paidAt == null) return
  core.refundAtPlatform({ outTradeNo, refundFen })
  count('refund × at the platform')
  tell(`${refundFen} fen of ${outTradeNo} are refunded at the platform`)
  pump()
}

/** Stops the notifications, unless the run has nothing else to learn of payments by. */
export function loseNotifications({ wrongs, without }: World): void {
  wrongs.losesNotifications = without !== 'queries'
}

/** Difference of a payment from the order. */
export type Oddity = 'same' | 'other-amount' | 'other-payer' | 'unreadable'

/**
 * Lets an order be paid once more, which WeChat Pay forbids, or otherwise than it was ordered, and tells of it as of any
 * payment. Does nothing while the shop cannot tell such a payment from the order's own.
 */
export function payAgain(world: World, outTradeNo: string, oddity: Oddity): void {
  const { core, timeline } = world
  const first = core.world.orders.find(outTradeNo)
  if (first === undefined) return
  const isPaid = first.paidAt !== null
  const isBooked = isPaid && world.lastWritten(outTradeNo)?.payment?.transactionId === first.transactionId
  // Of money that no notification tells of only the bill does.
  const isUntold = world.wrongs.losesNotifications && !world.reconciles
  if ((isPaid ? !isBooked : oddity === 'same') || isUntold) return
  const at = timeline.now()
  const number = core.world.orders.all().length
  const paid = {
    transactionId: `420000099920260301${String(number).padStart(10, '0')}`,
    totalFen: first.totalFen + Number(oddity === 'other-amount'),
    openid: oddity === 'other-payer' ? 'oStranger0000000000000000000' : first.openid,
  }
  const { transactionId, totalFen, openid } = paid
  const wire = oddity === 'unreadable' ? { fee_type: 'USD' } : {}
  const body = signedPayNotify(merchant, { outTradeNo, transactionId, openid, totalFee: totalFen, timeEnd: at, wire })
  const fields = { outTradeNo: `${outTradeNo}${again}${number}`, paidAt: at, bankType: 'OTHERS' }
  core.atomically(() => {
    const { orders, ledger, outbox } = core.world
    // What is paid, in whatever way, is not payable any more.
    if (!isPaid && first.closedAt === null) orders.markClosed(outTradeNo, at)
    orders.insert({ ...first, ...paid, ...fields, closedAt: null, firstRefundAt: null })
    const fees = Math.round(totalFen * feeRate)
    const amounts = { buyers: -totalFen, merchant: totalFen - fees, fees }
    ledger.book({ at, kind: 'payment', outTradeNo: fields.outTradeNo, outRefundNo: null, amounts })
    outbox.put({ kind: 'pay', outTradeNo, outRefundNo: null, url: first.notifyUrl, body, createdAt: at, nextAt: at })
  })
  world.count(`payment × once more (${oddity})`)
  world.tell(`paid once more (${oddity}) ${outTradeNo}`)
  world.pump()
}

/** Puts the shown number where a bill names the one in the order records. */
export function showNumberInBill(text: string): string {
  return text.replaceAll(/~\d+/g, '')
}

/** Puts the shown number where an answer names the one in the order records. */
export function showNumber(answer: string): string {
  if (!answer.includes(again)) return answer
  const { sign: _sign, ...fields } = parseXml(answer)
  const shown = Object.entries(fields).map(([name, value]) => [name, shownNumber(value)])
  return signedMessage(Object.fromEntries(shown), merchant)
}

/** Makes the gateway's notifications of refunds show the number too. */
export function showNumberInNotifications(core: Core): void {
  const { outbox, refunds, orders } = core.world
  const put: typeof outbox.put = (made) => {
    if (!made.outTradeNo.includes(again)) return outbox.put(made)
    const refund = refunds.find(made.outRefundNo ?? '')
    const order = orders.find(made.outTradeNo)
    if (refund === undefined || order === undefined || refund.status === 'PROCESSING') return
    const outTradeNo = shownNumber(made.outTradeNo)
    const { outRefundNo, refundFen, refundId, status } = refund
    const body = encryptedRefundNotify(merchant, {
      ...{ outTradeNo, outRefundNo, refundId, refundStatus: status },
      ...{ totalFee: order.totalFen, refundFee: refundFen },
      ...(order.transactionId !== null && { transactionId: order.transactionId }),
    })
    outbox.put({ ...made, outTradeNo, body })
  }
  core.world.outbox = { ...outbox, put }
}
