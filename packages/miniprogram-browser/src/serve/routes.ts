import { gzipSync } from 'node:zlib'
import type { HttpRequest, HttpResponse } from '@stack/emulator-kit/http'
import type { ActivityLog } from './activity-log.ts'
import type { AppBuild } from './app-build.ts'
import type { Boot } from './boot.ts'
import type { ClientFiles } from './bundle-client.ts'
import { forwardRequest } from './forward-request.ts'
import { fileAnswer, jsonAnswer, refusal } from './http-answers.ts'
import type { ActivityPoller } from './poll-activity.ts'
import { readFontFile } from './read-font-file.ts'
import { mediaTypeOf, readMediaFile } from './read-media-file.ts'
import { InputError, readCount, readObject, readText } from './read-page-input.ts'
import type { RefundAct } from './refund-client.ts'
import type { StackClient } from './stack-client.ts'

/** Parts that the routes work on. */
export interface ServerParts {
  about: Pick<Boot, 'title' | 'appKey' | 'users'>
  miniprogramDir: string
  fontCss: string | undefined
  client: ClientFiles
  build: AppBuild
  stackClient: StackClient
  activity: ActivityLog
  follower: ActivityPoller
}

/** Answers one request; `rest` is what stands behind the route's own name in the path. */
export type Route = (parts: ServerParts, request: HttpRequest, rest: string) => Promise<HttpResponse> | HttpResponse

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

const LONGEST_REQUEST_MS = 120_000

const readActivity: Route = async ({ follower }, { query }) => {
  const known = { since: readCount(query.get('since') ?? 0, 'since'), offsetMs: Number(query.get('offsetMs')) }
  return jsonAnswer(200, await follower.news(known))
}

/** All routes, by method and first segment of the path under the token. */
export const ROUTES: Record<string, Route> = {
  'GET ': ({ client }) => named('workbench.html', client.get('workbench.html')),
  'GET phone.html': ({ client }) => named('phone.html', client.get('phone.html')),
  'GET client': ({ client }, _request, name) => named(name, client.get(name)),
  'GET app': async ({ build }, _request, name) => named(name, (await build.latest()).files.get(name)),
  // Style sheets name the fonts of the build relative to the page.
  'GET fonts': async ({ build }, _request, name) => named(name, (await build.latest()).files.get(`fonts/${name}`)),
  'GET files': async ({ miniprogramDir }, _request, path) => media(await readMediaFile(miniprogramDir, path)),
  'GET font': async ({ fontCss }, _request, path) => media(await readFontFile(fontCss, path)),

  'GET boot': async ({ about, fontCss, stackClient, build }) => {
    const [app, offsetMs] = await Promise.all([build.fresh(), stackClient.offsetMs()])
    const boot: Boot = {
      ...about,
      hasCashier: stackClient.hasCashier,
      hasClock: stackClient.hasClock,
      offsetMs,
      fontCss: fontCss === undefined ? null : 'font/index.css',
      ...(app.files.size > 0 && { config: app.config }),
      diagnostics: app.diagnostics.filter(({ own, level }) => own || level === 'error'),
    }
    return jsonAnswer(200, boot)
  },
  'GET sizes': async ({ client, build }) => {
    const files = [...client, ...(await build.latest()).files]
    return jsonAnswer(200, Object.fromEntries(files.map(([name, content]) => [name, sizeOf(content)])))
  },
  'GET activity': readActivity,
  // Its old name, for scripts written before.
  'GET way': readActivity,

  'POST call': async (parts, { body }, name) => {
    if (!/^[\w-]+$/.test(name)) throw new InputError(`"${name}" is not the name of a function`)
    const { user, data } = readObject(body)
    const { name: caller, openid } = userOf(parts, user)
    const { stackClient, activity } = parts
    const offsetMs = await stackClient.offsetMs()
    const [at, startedAt] = [Date.now() + offsetMs, performance.now()]
    const answer = await stackClient.callFunction(name, { data, openid })
    activity.add({ kind: 'call', at, user: caller, name, data, answer, ms: Math.round(performance.now() - startedAt) })
    return jsonAnswer(200, { answer, offsetMs })
  },
  'POST cashier': async (parts, { body }) => {
    const { user, action, payment } = readObject(body)
    const { openid } = userOf(parts, user)
    const act = { action: readText(action, 'action'), openid }
    return jsonAnswer(200, await parts.stackClient.cashier(typeof payment === 'object' ? (payment ?? {}) : {}, act))
  },
  'POST request': async (_parts, { body }) => {
    const { url, method, header, body: sent, timeoutMs } = readObject(body)
    const answer = await forwardRequest({
      url: readText(url, 'url'),
      method: readText(method, 'method'),
      header: typeof header === 'object' ? { ...header } : {},
      body: sent === null ? null : readText(sent, 'body'),
      timeoutMs: Math.min(readCount(timeoutMs, 'timeoutMs'), LONGEST_REQUEST_MS),
    })
    return jsonAnswer(200, answer)
  },
  'GET refunds': async ({ stackClient }) => jsonAnswer(200, await stackClient.refunds()),
  'POST refund-outcome': act('refund-outcome'),
  'POST refund-end': act('refund-end'),
  'POST platform-refund': act('platform-refund'),
  'POST clock': async ({ stackClient }, { body }) => {
    const offsetMs = await stackClient.advance(readCount(readObject(body).advanceMs, 'advanceMs'))
    return jsonAnswer(200, { offsetMs })
  },
}

/** Makes the route that passes on what the workbench does with refunds; the simulator checks the input. */
function act(name: RefundAct): Route {
  return async ({ stackClient }, { body }) => {
    await stackClient.actOnRefunds(name, readObject(body))
    return jsonAnswer(200, {})
  }
}

function named(name: string, content: string | Uint8Array | undefined): HttpResponse {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? mediaTypeOf(name)
  return content === undefined || type === undefined ? refusal(404, `there is no ${name}`) : fileAnswer(type, content)
}

function media(file: { type: string; bytes: Buffer } | undefined): HttpResponse {
  return file === undefined
    ? refusal(404, 'there is no such picture, sound, film or font')
    : fileAnswer(file.type, file.bytes)
}

/** The page names a user by number only, so that it can be nobody but one of those. */
function userOf({ about: { users } }: ServerParts, index: unknown): Boot['users'][number] {
  const user = users[readCount(index, 'user')]
  if (user === undefined) throw new InputError(`there is no user ${index}; there are ${users.length}`)
  return user
}

function sizeOf(content: string | Uint8Array): { bytes: number; gzipBytes: number } {
  const bytes = Buffer.from(content)
  return { bytes: bytes.length, gzipBytes: gzipSync(bytes).length }
}
