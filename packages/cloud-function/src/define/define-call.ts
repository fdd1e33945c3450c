import type { CallAnswer, FunctionName } from '@stack/contract'
import { ContestedError } from '../database/contested-error.ts'
import { deadlineOf } from '../platform/deadline.ts'
import { type Caller, readCaller } from '../platform/identity.ts'
import { type Input, InputError, readInput } from '../platform/input.ts'
import { loadSdk } from '../platform/load-sdk.ts'
import { createLog } from '../platform/log.ts'
import type { CallContext } from './call-context.ts'

/** Call of a client: who calls, with what, and until when. */
export interface Call<Data> extends Caller {
  data: Data
  /** Epoch ms by which the gateway must have answered. */
  deadline: number
}

/** Returns the order and refund numbers of a call for the log. */
function numbersIn(data: unknown): Record<string, string> {
  const numbers = ['outTradeNo', 'refundId', 'discrepancyId'].map((name) => [
    name,
    (data as Record<string, unknown>)[name],
  ])
  return Object.fromEntries(numbers.filter(([, value]) => typeof value === 'string'))
}

type Refusal = { ok: false; refused: string; field?: string; detail?: string }

/**
 * A function that the mini program calls. Identity comes from the platform, the data is read field by field; other
 * triggers and bad input are refused by name. Only what the caller cannot act on is thrown.
 */
export function defineCall<Name extends FunctionName, Data>(
  name: Name,
  read: (input: Input) => Data,
  handle: (call: Call<Data>) => Promise<CallAnswer<Name>>,
): (event: unknown, context: CallContext) => Promise<CallAnswer<Name> | Refusal> {
  const log = createLog(name)
  return async (event, context) => {
    const startedAt = Date.now()
    const caller = readCaller(loadSdk().getWXContext())
    if (caller === null) return { ok: false, refused: 'wrong_trigger' }
    let about: Record<string, string> = {}
    try {
      const data = read(readInput(event ?? {}))
      about = numbersIn(data)
      const answer = await handle({ ...caller, data, deadline: deadlineOf(context, startedAt) })
      if (!answer.ok)
        log('info', 'call.refused', 'call refused', { ...about, refused: answer.refused, openid: caller.openid })
      return answer
    } catch (error) {
      if (error instanceof InputError) {
        return { ok: false, refused: 'bad_input', field: error.field, detail: error.message }
      }
      if (error instanceof ContestedError) {
        log('warn', 'call.busy', 'the database stayed contested; the caller gets busy', {
          ...about,
          error,
          openid: caller.openid,
        })
        return { ok: false, refused: 'busy' }
      }
      log('error', 'call.failed', 'the call failed', { ...about, error, openid: caller.openid })
      throw error
    }
  }
}
