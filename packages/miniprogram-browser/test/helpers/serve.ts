import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HttpRequest, type HttpResponse, listenGuarded } from '@stack/emulator-kit/http'
import type { CompiledApp } from '@stack/miniprogram-compiler'
import { onTestFinished } from 'vitest'
import { createActivityLog } from '../../src/serve/activity-log.ts'
import { createHandler } from '../../src/serve/create-handler.ts'
import { createActivityPoller } from '../../src/serve/poll-activity.ts'
import type { ServerParts } from '../../src/serve/routes.ts'
import { openStackClient, type StackAddresses } from '../../src/serve/stack-client.ts'

export const TOKEN = 'token'

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'miniprogram-browser-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

type Answer = (body: Record<string, unknown>, request: HttpRequest) => unknown

/** A door of the stack on a free port: answers in JSON by method and path, 404 to the rest; closed after the test. */
export async function openDoor(answers: Record<string, Answer>) {
  const received: { route: string; body: Record<string, unknown> }[] = []
  const server = await listenGuarded({
    port: 0,
    handle: async (request) => {
      const route = `${request.method} ${request.path}`
      const body = JSON.parse(request.body.toString() || '{}')
      received.push({ route, body })
      const answer = answers[route]
      return answer === undefined
        ? { status: 404, body: '{"error":"no such route"}' }
        : { status: 200, body: JSON.stringify(await answer(body, request)) }
    },
  })
  onTestFinished(() => server.close())
  return { url: server.url, received, close: server.close }
}

/** What the compiler would say of a mini program with one page. */
export function compiledApp(files: CompiledApp['files'] = new Map([['app.js', 'app()']])): CompiledApp {
  const config = { entryPage: 'pages/a/a', pages: ['pages/a/a'] } as CompiledApp['config']
  return { files, config, diagnostics: [], inputs: [] }
}

/** The server without its socket: `ask` answers as it would. */
export function openServer(options: { addresses?: Partial<StackAddresses>; parts?: Partial<ServerParts> } = {}) {
  const stackClient = openStackClient({ callUrl: 'http://127.0.0.1:9/none', ...options.addresses })
  const activity = createActivityLog()
  const follower = createActivityPoller(activity, stackClient, { longestMs: 400, everyMs: 10 })
  const app = compiledApp()
  const parts: ServerParts = {
    about: {
      title: 'Shop',
      appKey: 'key',
      users: [
        { name: '买家 A', openid: 'oA' },
        { name: '买家 B', openid: 'oB' },
      ],
    },
    miniprogramDir: '.',
    fontCss: undefined,
    client: new Map([['workbench.html', Buffer.from('<workbench>')]]),
    build: { fresh: async () => app, latest: async () => app },
    stackClient,
    activity,
    follower,
    ...options.parts,
  }
  const handle = createHandler(TOKEN, parts)
  const ask = (method: string, target: string, body?: unknown): Promise<HttpResponse> => {
    const { pathname, searchParams } = new URL(target, 'http://127.0.0.1')
    return handle({
      method,
      path: target.startsWith('/') ? pathname : `/${TOKEN}/${target.split('?')[0]}`,
      query: searchParams,
      headers: {},
      multiValueHeaders: {},
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      remoteAddress: '127.0.0.1',
    })
  }
  /** The same, with the answer's JSON beside its status. */
  const askJson = async (method: string, target: string, body?: unknown) => {
    const { status, body: text = '' } = await ask(method, target, body)
    return { status, json: JSON.parse(String(text)) }
  }
  return { ask, askJson, parts }
}
