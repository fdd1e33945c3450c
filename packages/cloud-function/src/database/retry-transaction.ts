import type { CloudDatabase, CloudTransaction } from './cloud-database.ts'
import { ContestedError } from './contested-error.ts'

/** Less than the shortest time limit of a function, so that it can still answer. In ms. */
const patienceMs = 6_000
const longestPauseMs = 400

function describes(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { code, errMsg, message } = error as { code?: unknown; errMsg?: unknown; message?: unknown }
  return [code, errMsg, message].join(' ')
}

/**
 * Runs a transaction again while another one was faster. The SDK retries only conflicts at commit; a conflict met by an
 * operation reaches the caller as a plain error without a code. The callback may run several times: it must be pure.
 * Throws {@link ContestedError} when its patience of 6 s is over.
 */
export async function retryTransaction<T>(
  db: CloudDatabase,
  run: (transaction: CloudTransaction) => Promise<T>,
): Promise<T> {
  const until = Date.now() + patienceMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.runTransaction(run, 0)
    } catch (error) {
      if (!/TransactionConflict|DATABASE_TRANSACTION_CONFLICT/.test(describes(error))) throw error
      const pauseMs = Math.random() * Math.min(longestPauseMs, 25 * attempt)
      if (Date.now() + pauseMs >= until) {
        throw new ContestedError(`[cloud-function] a transaction met others ${attempt} times. Try again.`, {
          cause: error,
        })
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
