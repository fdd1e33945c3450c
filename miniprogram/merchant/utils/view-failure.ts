import type { Phase } from '../../components/page-state/page-state'
import { type Refusal, refusalText } from '../../services/refusals'

/** Content in place of a page that has nothing to show. */
export interface Failure {
  phase: Phase
  failedText: string
  failedAction: string
  /** The caller is no merchant: there is nothing to try again, only a way out. */
  denied: boolean
}

/** A page before its first answer. */
export const unanswered: Failure = { phase: 'loading', failedText: '', failedAction: '', denied: false }

/** Says whether the server takes the caller for a merchant, as far as it has answered. */
export function isAdmitted(before: boolean, { phase, denied }: Partial<Failure>): boolean {
  return phase === 'ready' || phase === 'empty' || (before && denied !== true)
}

/** Returns the sentence of a page that could not be loaded, and its way out. */
export function viewFailure(refused: Refusal): Failure {
  const denied = refused === 'not_a_merchant'
  return { phase: 'failed', failedText: refusalText(refused), failedAction: denied ? '返回我的' : '重新加载', denied }
}
