import type { RefundEnd } from '../refunds/end-refund.ts'
import { InputError } from '../shared/input-error.ts'
import { RECEIVERS } from '../store/refund-account.ts'
import type { PlannedOutcome } from '../store/refunds.ts'
import { oneIn } from './read-input.ts'

const OUTCOMES = ['SUCCESS', 'CHANGE', 'REFUNDCLOSE'] as const

/**
 * Reads how a refund is planned to end. Without `receivedBy` it is one word, as before there was a choice.
 * @throws InputError when a word is unknown, or a receiver is named for money that arrives nowhere
 */
export function planIn(input: Record<string, unknown>): PlannedOutcome {
  const outcome = oneIn(input, 'outcome', OUTCOMES)
  if (input.receivedBy === undefined) return outcome
  const receivedBy = oneIn(input, 'receivedBy', RECEIVERS)
  if (outcome !== 'SUCCESS') throw new InputError(`"receivedBy" goes with the outcome SUCCESS only, not ${outcome}`)
  return { outcome, receivedBy }
}

/**
 * Reads how a refund ends, or that it goes on.
 * @throws InputError as `planIn` does
 */
export function endIn(input: Record<string, unknown>): RefundEnd {
  if (input.outcome !== 'PROCESSING')
    return planIn({ ...input, outcome: oneIn(input, 'outcome', [...OUTCOMES, 'PROCESSING']) })
  if (input.receivedBy !== undefined) throw new InputError('"receivedBy" goes with the outcome SUCCESS only')
  return 'PROCESSING'
}
