import type { InstanceAnswer } from './function-instance.ts'

/**
 * Why a call failed.
 * - `not_found`: there is no such function
 * - `failed`: it threw, could not be loaded or gave a result that cannot be sent
 * - `timed_out`: it was killed at its time limit
 * - `exited`: its process ended before it had answered
 */
export type FailureReason = 'not_found' | 'failed' | 'timed_out' | 'exited'

/** Result of a call: `json` is the function's result, `detail` says in the cloud's words what went wrong. */
export type InvocationResult = { requestId: string } & (
  | { ok: true; json: string }
  | { ok: false; reason: FailureReason; detail: string }
)

// Seen in the open, for example in https://github.com/buhuia/xixili/issues/1; the link is the newer form's.
const NOT_FOUND =
  'FunctionName parameter could not be found. 更多错误信息请访问：https://docs.cloudbase.net/error-code/basic/FUNCTION_NOT_FOUND'

/** The outcome of a call to a function that does not exist. */
export function notFound(requestId: string): InvocationResult {
  return { requestId, ok: false, reason: 'not_found', detail: NOT_FOUND }
}

/** Converts a process's answer to the result for the caller. */
export function toInvocationResult(
  answer: InstanceAnswer,
  call: { requestId: string; timeoutSeconds: number },
): InvocationResult {
  const { requestId, timeoutSeconds } = call
  switch (answer.type) {
    case 'ok':
      return { requestId, ok: true, json: answer.json }
    case 'failed':
      return { requestId, ok: false, reason: 'failed', detail: answer.error }
    case 'timed-out':
      // As in https://github.com/Mint-green/UnlearnableWord/issues/10
      return {
        requestId,
        ok: false,
        reason: 'timed_out',
        detail: `Invoking task timed out after ${timeoutSeconds} seconds`,
      }
    case 'exited':
      return { requestId, ok: false, reason: 'exited', detail: '145 code exit unexpected' }
  }
}
