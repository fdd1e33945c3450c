import { InputError } from '../shared/input-error.ts'
import type { SimulatorSettings } from '../shared/settings.ts'
import type { PlannedOutcome, Refund } from '../store/refunds.ts'
import { planOf } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { settleRefund } from './complete-due-refunds.ts'

/** An end that control gives a refund; PROCESSING lets it go on, to succeed after the usual delay. */
export type RefundEnd = PlannedOutcome | 'PROCESSING'

/** Statuses that may follow a status. After CHANGE the merchant sends the money elsewhere at WeChat's platform. */
const NEXT: Record<Refund['status'], readonly Refund['status'][]> = {
  PROCESSING: ['SUCCESS', 'CHANGE', 'REFUNDCLOSE'],
  CHANGE: ['SUCCESS', 'PROCESSING', 'REFUNDCLOSE'],
  REFUNDCLOSE: [],
  SUCCESS: [],
}

/** Returns the statuses that control may give a refund next. */
export function nextStatuses({ status }: Refund, settings: SimulatorSettings): readonly Refund['status'][] {
  return status === 'REFUNDCLOSE' && settings.closedRefundsMaySucceed ? ['SUCCESS'] : NEXT[status]
}

/**
 * Ends a refund now, or lets it go on, as control asks: store and notification in the caller's transaction.
 * @throws InputError when there is no such refund, it cannot end so, or more would be paid out than was paid
 */
export function endRefund(world: SimulatorState, outRefundNo: string, end: RefundEnd): Refund {
  const refund = world.refunds.find(outRefundNo)
  if (refund === undefined) throw new InputError(`there is no refund ${outRefundNo}`)
  const status = typeof end === 'string' ? end : end.outcome
  if (!nextStatuses(refund, world.settings).includes(status)) throw new InputError(explain(refund, status))
  if (refund.status === 'REFUNDCLOSE') takeBack(world, refund)
  const at = world.now()
  const goesOn = end === 'PROCESSING'
  const plan = planOf(goesOn ? 'SUCCESS' : end)
  const settleAt = goesOn ? at + world.settings.refundDelayMs : at
  world.refunds.resume(outRefundNo, plan, { at, settleAt })
  if (!goesOn) settleRefund(world, { ...refund, ...plan, settleAt })
  return world.refunds.find(outRefundNo) ?? refund
}

function explain({ outRefundNo, status }: Refund, wanted: Refund['status']): string {
  const next = NEXT[status].join(', ')
  const hint = status === 'REFUNDCLOSE' ? '. The setting closedRefundsMaySucceed lets it succeed' : ''
  return `refund ${outRefundNo} is ${status} and cannot become ${wanted}; it can become ${next || 'nothing else'}${hint}`
}

/** The money of a closed refund went back to the merchant: the gateway takes it once more, never beyond what was paid. */
function takeBack(world: SimulatorState, { outRefundNo, outTradeNo, refundFen, feeBackFen }: Refund): void {
  const paidFen = world.orders.find(outTradeNo)?.totalFen ?? 0
  const { refundedFen } = world.refunds.totals(outTradeNo)
  if (refundedFen + refundFen > paidFen) {
    throw new InputError(
      `${refundedFen} of ${paidFen} fen are refunded: refund ${outRefundNo} would pay out more than was paid`,
    )
  }
  if (world.ledger.balance('merchant') + feeBackFen < refundFen) {
    throw new InputError(`the merchant's balance is too low for refund ${outRefundNo}`)
  }
  const amounts = { merchant: feeBackFen - refundFen, fees: -feeBackFen, refunding: refundFen }
  world.ledger.book({ at: world.now(), kind: 'refund-reopened', outTradeNo, outRefundNo, amounts })
}
