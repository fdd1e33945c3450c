import type { HttpHandler, HttpRequest, HttpResponse } from '@stack/emulator-kit/http'
import { UpstreamError } from './exchange-json.ts'
import { jsonAnswer, refusal } from './http-answers.ts'
import { InputError } from './read-page-input.ts'
import { ROUTES, type ServerParts } from './routes.ts'

/** Answers what workbench and phone ask for; everything stands under `/<token>/`. */
export function createHandler(token: string, parts: ServerParts): HttpHandler {
  return async (request) => {
    if (request.path === `/${token}`) return { status: 308, headers: { location: `/${token}/` } }
    const found = findRoute(token, request)
    if (found === undefined) {
      return refusal(404, `there is no ${request.method} route here. Open the address that was printed at the start.`)
    }
    try {
      return await found.route(parts, request, found.rest)
    } catch (error) {
      return refuseError(error)
    }
  }
}

function findRoute(token: string, { method, path }: HttpRequest) {
  const prefix = `/${token}/`
  if (!path.startsWith(prefix)) return undefined
  const [head = '', ...rest] = path.slice(prefix.length).split('/')
  const name = `${method} ${head}`
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
  return route && { route, rest: rest.join('/') }
}

function refuseError(error: unknown): HttpResponse {
  if (error instanceof InputError) return refusal(400, error.message)
  if (error instanceof UpstreamError) return jsonAnswer(502, { error: error.message })
  throw error
}
