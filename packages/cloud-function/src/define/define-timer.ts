import { deadlineOf } from '../platform/deadline.ts'
import { isTimerCall } from '../platform/identity.ts'
import { createLog } from '../platform/log.ts'
import type { CallContext } from './call-context.ts'

/** A function that the platform's clock calls. A client is refused; running it twice does no harm. */
export function defineTimer<Result extends object>(
  name: string,
  handle: (deadline: number) => Promise<Result>,
): (
  event: unknown,
  context: CallContext,
) => Promise<({ ok: true } & Result) | { ok: false; refused: 'wrong_trigger' }> {
  const log = createLog(name)
  return async (_event, context) => {
    const startedAt = Date.now()
    if (!isTimerCall(context)) return { ok: false, refused: 'wrong_trigger' }
    try {
      return { ok: true, ...(await handle(deadlineOf(context, startedAt))) }
    } catch (error) {
      log('error', 'timer.failed', 'the timer function failed', { error })
      throw error
    }
  }
}
