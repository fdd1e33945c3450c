import { createContext, Script } from 'node:vm'
import { notImplemented } from '../documents/database-error.ts'

const LIMIT_MS = 500
const SCRIPT = new Script('expression.test(text)')
// One for all: making a context takes longer than most matches.
const QUESTION: { expression?: RegExp; text?: string } = {}
createContext(QUESTION)

/**
 * Says whether a text matches. An expression that tries too many ways, `^(a+)+$`, would occupy this process for hours; the
 * document database bounds the number of ways.
 * @throws DatabaseError when the limit is reached
 * @see https://www.pcre.org/current/doc/html/pcre2api.html (match limit)
 */
export function matchesWithinLimit(expression: RegExp, text: string): boolean {
  try {
    return SCRIPT.runInContext(Object.assign(QUESTION, { expression, text }), { timeout: LIMIT_MS }) === true
  } catch {
    throw notImplemented(
      `the regular expression ${expression.source}, which took more than ${LIMIT_MS} ms for one text; do not repeat what repeats, as (a+)+ does`,
    )
  }
}
