import type { HttpResponse } from '@stack/emulator-kit/http'
import type { Caller } from '../host/call-context.ts'
import type { FunctionHost } from '../host/function-host.ts'
import type { FailureReason } from '../host/invocation-result.ts'
import { jsonAnswer, readJsonObject } from './answers.ts'

// Errors as https://docs.cloudbase.net/error-code/basic names them.
const FAILURE_CODES: Record<FailureReason, string> = {
  not_found: 'FUNCTION_NOT_FOUND',
  failed: 'FUNCTIONS_EXECUTE_FAIL',
  exited: 'FUNCTIONS_EXECUTE_FAIL',
  timed_out: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
}

// `<SOURCE of the caller>,scf`: the SDK puts it together, and it becomes the callee's SOURCE.
const SOURCE_CHAIN = /^\w*(?:,\w+)*,scf$/
const ofClient = /^wx_(?:client|devtools)\b/

/**
 * Answers the SDK's `callFunction`: a function (or a script) calls a function. The callee gets the chain of sources, and
 * the app where a client began the chain, but never the openid.
 */
export async function answerNestedCall(
  request: { headers: Record<string, string>; body: Record<string, unknown> },
  { host, appId }: { host: FunctionHost; appId: string },
): Promise<HttpResponse> {
  const { function_name: name, request_data: sent } = request.body
  const chain = request.headers['x-tcb-source'] ?? ',scf'
  const data = sent === '' ? {} : readJsonObject(Buffer.from(String(sent)))
  if (typeof name !== 'string' || data === undefined || !SOURCE_CHAIN.test(chain)) {
    const message =
      '[cloudbase-emulator] functions.invokeFunction takes function_name, a JSON object as request_data, and the header X-TCB-Source as the SDK writes it'
    return jsonAnswer(200, { code: 'INVALID_PARAM', message })
  }
  const caller: Caller = {
    door: 'function',
    source: chain.replace(/^,/, ''),
    ...(ofClient.test(chain) && { appId }),
  }
  const event = caller.appId === undefined ? data : { ...data, userInfo: { appId } }
  const outcome = await host.invoke(name, { event, caller })
  const { requestId } = outcome
  if (outcome.ok) return jsonAnswer(200, { requestId, data: { response_data: outcome.json } })
  return jsonAnswer(200, { requestId, code: FAILURE_CODES[outcome.reason], message: outcome.detail })
}
