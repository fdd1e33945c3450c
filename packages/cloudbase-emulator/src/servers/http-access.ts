import { randomUUID } from 'node:crypto'
import type { HttpHandler, HttpResponse } from '@stack/emulator-kit/http'
import type { FunctionHost } from '../host/function-host.ts'
import type { FailureReason } from '../host/invocation-result.ts'
import { jsonAnswer } from './answers.ts'
import { toHttpAnswer } from './http-answer.ts'
import { isTextType, toHttpEvent } from './http-event.ts'

/** The largest body that the service takes: 6 MB, and 100 KB when it is text. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024
const MAX_TEXT_BYTES = 100 * 1024

const FAILURE_CODES: Record<FailureReason, string> = {
  not_found: 'FUNCTION_NOT_FOUND',
  failed: 'FUNCTION_INVOCATION_FAILED',
  exited: 'FUNCTION_INVOCATION_FAILED',
  timed_out: 'FUNCTION_TIME_LIMIT_EXCEEDED',
}

/**
 * Answers as CloudBase's HTTP access service: a path leads to a function, whose result becomes the answer.
 * @see https://docs.cloudbase.net/service/access-cloud-function
 * @see https://docs.cloudbase.net/error-code/service
 */
export function createHttpAccess(options: {
  routes: Record<string, string>
  envId: string
  host: FunctionHost
  /** Is told of answers that cannot be sent. */
  warn: (message: string) => void
}): HttpHandler {
  const { routes, envId, host, warn } = options
  return async (request) => {
    const requestId = randomUUID()
    const name = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined
    if (name === undefined)
      return refuse(404, { code: 'INVALID_PATH', message: 'no function is mapped to this path', requestId })
    if (isTextType(request.headers['content-type']) && request.body.length > MAX_TEXT_BYTES) {
      return refuse(413, {
        code: 'EXCEED_MAX_PAYLOAD_SIZE',
        message: `a text body may have ${MAX_TEXT_BYTES} bytes`,
        requestId,
      })
    }
    const outcome = await host.invoke(name, {
      event: toHttpEvent(request, { requestId, envId }),
      caller: { door: 'http' },
    })
    if (outcome.ok) {
      const answer = toHttpAnswer(JSON.parse(outcome.json))
      if (answer.ok) return answer.response
      warn(`the function ${name} returned an answer that cannot be sent: ${answer.problem}.`)
      const message = 'the function returned an answer that cannot be sent; see the log'
      return refuse(500, { code: FAILURE_CODES.failed, message, requestId })
    }
    // Without the detail: it may hold a stack, and this door stands open to the network.
    return refuse(500, { code: FAILURE_CODES[outcome.reason], message: 'the function failed; see its log', requestId })
  }
}

function refuse(status: number, error: { code: string; message: string; requestId: string }): HttpResponse {
  return jsonAnswer(status, error)
}
