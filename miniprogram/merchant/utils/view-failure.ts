import type { Phase } from '../../components/page-state/page-state'
import { type Refusal, refusalText } from '../../services/refusals'

/** What stands in place of a page that has nothing to show. */
export interface Failure {
  phase: Phase
  failedText: string
  /** Empty when trying again would not help. */
  failedAction: string
}

/** What a page says when it could not be loaded. Who is no merchant is told so, and gets no button. */
export function viewFailure(refused: Refusal): Failure {
  const failedAction = refused === 'not_a_merchant' ? '' : '重新加载'
  return { phase: 'failed', failedText: refusalText(refused), failedAction }
}
