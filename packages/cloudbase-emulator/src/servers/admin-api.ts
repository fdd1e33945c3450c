import { randomUUID } from 'node:crypto'
import type { Clock } from '@stack/emulator-kit/clock'
import type { HttpHandler, HttpRequest, HttpResponse } from '@stack/emulator-kit/http'
import type { DocumentDatabase } from '../database/api/create-database.ts'
import type { FunctionHost } from '../host/function-host.ts'
import type { Timers } from '../timers/timer-runner.ts'
import { jsonAnswer, readJsonObject, refusal } from './answers.ts'
import { answerNestedCall } from './nested-call.ts'

/** Parts behind the admin API. */
export interface AdminDoorOptions {
  /** Path prefix of the developer: the SDK's actions, timers, processes and clock. */
  adminToken: string
  /** Path prefix of function processes: the SDK's actions only. */
  sdkToken: string
  database: DocumentDatabase
  host: FunctionHost
  /** The mini program's, for functions that are called by functions. */
  appId: string
  timers: Timers
  clock: Clock
  warn: (message: string) => void
}

/**
 * Answers the SDK's admin protocol (`POST /<token>`), and the developer's `/timers/<function>`, `/processes` and
 * `/clock`. The SDK wants status 200 and JSON whatever happens: the code in the body tells success from failure.
 */
export function createAdminApi(options: AdminDoorOptions): HttpHandler {
  const { adminToken, sdkToken, timers, clock, host } = options
  return async (request) => {
    const [, token, section, name] = request.path.split('/')
    if (section === undefined && (token === adminToken || token === sdkToken)) return answerSdk(request, options)
    if (token === adminToken && section === 'clock' && name === undefined) return answerClock(request, clock)
    if (token === adminToken && section === 'timers' && request.method === 'POST' && name !== undefined)
      return fireTimer(name, timers)
    if (token === adminToken && section === 'processes' && name === undefined)
      return jsonAnswer(200, { processes: host.processes() })
    return refusal(
      404,
      'NOT_FOUND',
      'nothing at this path: use POST {adminUrl}, GET or POST {adminUrl}/clock, GET {adminUrl}/processes, POST {adminUrl}/timers/{functionName}',
    )
  }
}

async function answerSdk(request: HttpRequest, options: AdminDoorOptions): Promise<HttpResponse> {
  const { database, warn } = options
  const body = readJsonObject(request.body)
  const action = typeof body?.action === 'string' ? body.action : actionOfForm(request.body)
  if (body !== undefined && action.startsWith('database.')) {
    const token = typeof body.wxCloudApiToken === 'string' ? body.wxCloudApiToken : ''
    return jsonAnswer(200, await database.handle({ ...body, action }, token))
  }
  if (body !== undefined && action === 'functions.invokeFunction')
    return answerNestedCall({ headers: request.headers, body }, options)
  const message = `[cloudbase-emulator] the action "${action}" is not built in this emulator`
  warn(message)
  return jsonAnswer(200, { requestId: randomUUID(), code: 'NOT_BUILT', message })
}

/** wx.openApi and its kin come as a form with the action in its first part. */
function actionOfForm(body: Buffer): string {
  const match = /name="action"\r\n(?:[^\r\n]+\r\n)*\r\n(?<action>[\w.]+)/.exec(body.toString('latin1'))
  return match?.groups?.action ?? 'unknown'
}

async function answerClock(request: HttpRequest, clock: Clock): Promise<HttpResponse> {
  if (request.method === 'POST') {
    const { advanceMs, moveToMs } = readJsonObject(request.body) ?? {}
    try {
      if (typeof advanceMs === 'number' && moveToMs === undefined) await clock.advance(advanceMs)
      else if (typeof moveToMs === 'number' && advanceMs === undefined) await clock.moveTo(moveToMs)
      else return refusal(400, 'INVALID_MOVE', 'give either { "advanceMs": n } or { "moveToMs": n }')
    } catch (error) {
      return refusal(400, 'CLOCK_NOT_MOVED', (error as Error).message)
    }
  }
  return jsonAnswer(200, { nowMs: clock.now(), offsetMs: clock.offsetMs() })
}

async function fireTimer(name: string, timers: Timers): Promise<HttpResponse> {
  const outcome = await timers.fire(name)
  if (outcome === undefined) return refusal(404, 'NO_TIMER', `function ${name} has no timer in its config.json`)
  if (!outcome.ok) return jsonAnswer(200, outcome)
  const { requestId, json } = outcome
  return jsonAnswer(200, { ok: true, requestId, result: JSON.parse(json) })
}
