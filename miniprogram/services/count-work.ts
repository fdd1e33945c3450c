import type { CallData } from '@stack/contract'
import { callFunction } from './call-function'

/** Enough to say "more than 9". */
const limit = 10

type Kind = NonNullable<CallData<'list-refund-requests'>['kind']>

/** Returns the number of refunds that wait for this merchant; more than a few are not all counted, and without an answer it is 0. */
export async function countRefunds(kind: Kind, call: typeof callFunction = callFunction): Promise<number> {
  const answer = await call('list-refund-requests', { kind, limit })
  if (!answer.ok) return 0
  // To what he agreed himself, another merchant has to agree.
  return answer.requests.filter(({ refund }) => !(refund.state === 'waiting' && refund.firstApproval?.isMine)).length
}

/** Returns the number of open discrepancies; more than a few are not all counted, and without an answer it is 0. */
export async function countDiscrepancies(call: typeof callFunction = callFunction): Promise<number> {
  const answer = await call('list-discrepancies', { state: 'open', limit })
  return answer.ok ? answer.discrepancies.length : 0
}
