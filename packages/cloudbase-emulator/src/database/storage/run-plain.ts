import { WriteError } from '../documents/database-error.ts'
import { Locked, type Session } from './session.ts'

/**
 * Carries out an operation outside of any transaction: on the latest state, durable when it is done. Where an open
 * transaction holds a document it waits for that transaction's end and looks anew.
 */
export async function runPlain<Result>(
  openSession: () => Session,
  operation: (session: Session) => Result,
): Promise<Result> {
  for (;;) {
    const session = openSession()
    try {
      const result = operation(session)
      session.commit()
      return result
    } catch (error) {
      // Documents written before the one that was refused stay written, as in the cloud.
      if (error instanceof WriteError) session.commit()
      if (!(error instanceof Locked)) throw error
      await error.holder.untilEnd()
    }
  }
}
