import {
  type GuardedServer,
  type HttpRequest,
  type HttpResponse,
  listenGuarded,
  randomToken,
} from '@stack/emulator-kit/http'
import { InputError } from '../shared/input-error.ts'
import { type ControlParts, ROUTES } from './routes.ts'

/** Opens the control API on plain http; its address carries a token of this start. */
export async function listenForControl(port: number, parts: ControlParts): Promise<GuardedServer> {
  const token = randomToken()
  const server = await listenGuarded({ port, handle: (request) => answerControl(request, token, parts) })
  return { ...server, url: `${server.url}/${token}` }
}

async function answerControl(request: HttpRequest, token: string, parts: ControlParts): Promise<HttpResponse> {
  const prefix = `/${token}`
  const path = request.path.startsWith(`${prefix}/`) ? request.path.slice(prefix.length) : undefined
  const route = path === undefined ? undefined : ROUTES[`${request.method} ${path}`]
  if (route === undefined) {
    return json(404, { error: `[wxpay-simulator] there is no ${request.method} route here. Routes: README.md` })
  }
  try {
    const input = request.method === 'GET' ? Object.fromEntries(request.query) : parseObject(request.body)
    return json(200, await route(parts, input))
  } catch (error) {
    if (error instanceof InputError) return json(400, { error: error.message })
    // A mistake of ours: the caller cannot mend it, and its stack belongs into the log.
    const reference = randomToken().slice(0, 8)
    process.stderr.write(
      `[wxpay-simulator] internal error ${reference} at ${request.method} ${path}: ${stackOf(error)}\n`,
    )
    return json(500, { error: `[wxpay-simulator] internal error ${reference}; its log line on stderr says more` })
  }
}

function parseObject(body: Buffer): Record<string, unknown> {
  const value = parseJson(body.toString('utf8') || '{}')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError('the body has to be a JSON object')
  }
  return value as Record<string, unknown>
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`the body has to be a JSON object: ${error instanceof Error ? error.message : error}`)
  }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

function json(status: number, value: unknown): HttpResponse {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}
