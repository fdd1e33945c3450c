import type { CloudDatabase, CloudTransaction } from './cloud-database.ts'

const attempts = 12

function describes(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { code, errMsg, message } = error as { code?: unknown; errMsg?: unknown; message?: unknown }
  return [code, errMsg, message].join(' ')
}

/**
 * Runs a transaction again while another one was faster. The SDK retries only conflicts at commit; a conflict met by an
 * operation reaches the caller as a plain error without a code. The callback may run several times: it must be pure.
 */
export async function retryTransaction<T>(
  db: CloudDatabase,
  run: (transaction: CloudTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.runTransaction(run, 0)
    } catch (error) {
      const conflict = /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/.test(describes(error))
      if (!conflict || attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * attempt))
    }
  }
}
