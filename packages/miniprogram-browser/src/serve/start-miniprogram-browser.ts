import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { listenGuarded, randomToken } from '@stack/emulator-kit/http'
import { createActivityLog } from './activity-log.ts'
import { createAppBuild } from './app-build.ts'
import { bundleClient } from './bundle-client.ts'
import { createHandler } from './create-handler.ts'
import { listenPreferring } from './listen-preferring.ts'
import { createActivityPoller, type Patience } from './poll-activity.ts'
import { openStackClient, type StackAddresses } from './stack-client.ts'

/** Mini program to run and the stack behind it. */
export interface MiniprogramBrowserOptions extends StackAddresses {
  /** Folder with `app.json`. */
  miniprogramDir: string
  /** Has to be had; 0 or absent takes a free one. */
  port?: number
  /** Without `port`: tried first, and when it is taken any free one. See {@link USUAL_PORT}. */
  preferredPort?: number
  /** Users of the phone; two buyers when absent. */
  users?: { name: string; openid: string }[]
  /** Default: the folder's name. */
  title?: string
  /** A style sheet with `@font-face` rules whose files lie beside it: served, and linked into every page. */
  fontCss?: string
  /** A script that is loaded before the mini program's own. */
  preload?: string
  /** True if a reload builds the mini program again when its files changed; default true. */
  watch?: boolean
}

/** A workbench with a phone that runs a mini program. */
export interface MiniprogramBrowser {
  /** `http://127.0.0.1:PORT/TOKEN/`, to be opened in a browser. */
  url: string
  close(): Promise<void>
}

const DEFAULT_USERS = [
  { name: '用户 A', openid: 'oLocalUserA_0000000000000001' },
  { name: '用户 B', openid: 'oLocalUserB_0000000000000002' },
]

const PATIENCE: Patience = { longestMs: 20_000, everyMs: 300 }
const MAX_BODY_BYTES = 10 * 1024 * 1024

/**
 * Serves a page on 127.0.0.1 that runs the mini program of a folder against a local stack. A mini program that does not
 * compile is shown with what is wrong, here and in the page.
 * @throws Error when the folder holds no app.json, or the port cannot be had
 */
export async function startMiniprogramBrowser(options: MiniprogramBrowserOptions): Promise<MiniprogramBrowser> {
  const { preload, watch = true, users = DEFAULT_USERS, preferredPort = 0, port } = options
  const miniprogramDir = resolve(options.miniprogramDir)
  if (!existsSync(join(miniprogramDir, 'app.json'))) {
    throw new Error(`[miniprogram-browser] ${miniprogramDir} holds no app.json. Name the folder of a mini program.`)
  }
  const build = createAppBuild({
    dir: miniprogramDir,
    watch,
    onDiagnostic: (line) => process.stderr.write(`[miniprogram-browser] ${line}\n`),
    ...(preload !== undefined && { preload: resolve(preload) }),
  })
  const [client] = await Promise.all([bundleClient(), build.fresh()])
  const stackClient = openStackClient(options)
  const activity = createActivityLog()
  const follower = createActivityPoller(activity, stackClient, PATIENCE)
  const token = randomToken()
  const appKey = createHash('sha256').update(miniprogramDir).digest('hex').slice(0, 12)
  const about = { title: options.title ?? basename(miniprogramDir), appKey, users }
  const fontCss = options.fontCss === undefined ? undefined : resolve(options.fontCss)
  const handle = createHandler(token, {
    about,
    miniprogramDir,
    fontCss,
    client,
    build,
    stackClient,
    activity,
    follower,
  })
  let origins: string[] = []
  const socket = { handle, origins: () => origins, maxBodyBytes: MAX_BODY_BYTES }
  const server = await (port === undefined
    ? listenPreferring({ ...socket, port: preferredPort }, (free) => tellTaken(preferredPort, free))
    : listenGuarded({ ...socket, port }))
  origins = [server.url, server.url.replace('127.0.0.1', 'localhost')]
  return {
    url: `${server.url}/${token}/`,
    close() {
      follower.close()
      return server.close()
    },
  }
}

function tellTaken(preferred: number, free: number): void {
  process.stderr.write(
    `[miniprogram-browser] port ${preferred} is taken, ${free} it is: what phones stored on ${preferred} is not there. ` +
      `端口 ${preferred} 被占用，改用 ${free}，原来的本地缓存（购物车等）不会出现。\n`,
  )
}
