import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openAuthority } from '@stack/emulator-kit/certificates'
import { type Clock, createClock } from '@stack/emulator-kit/clock'
import { type GuardedServer, listenGuarded, randomToken } from '@stack/emulator-kit/http'
import { readFunctions } from './config/read-functions.ts'
import { readManifest } from './config/read-manifest.ts'
import { createDatabase } from './database/api/create-database.ts'
import { createFunctionHost } from './host/function-host.ts'
import { type FunctionLog, openFunctionLogs } from './host/function-log.ts'
import { createAdminApi } from './servers/admin-api.ts'
import { createCallFunctionApi } from './servers/call-function-api.ts'
import { createHttpAccess, MAX_BODY_BYTES } from './servers/http-access.ts'
import { startTimers } from './timers/timer-runner.ts'

/** Functions to run and the folder for their data. */
export interface EmulatorOptions {
  /** Holds one folder per function and `cloudbase.json`. */
  functionsDir: string
  /** Holds the database, the authority, the clock's offset and the functions' logs. */
  dataDir: string
  /** Port of the HTTP access door; default any free one. The other doors always take free ones. */
  port?: number
  /** Default: a clock of its own, kept in `dataDir`. */
  clock?: Clock
  /** Names of the HTTP access door besides 127.0.0.1 and localhost: in its certificate and in its Host check. */
  hosts?: string[]
  /** A function's configured variables; asked at each start of a process. */
  envFor?: (functionName: string) => Record<string, string>
  /** The mini program's. */
  appId?: string
  envId?: string
  /** `NODE_EXTRA_CA_CERTS` of function processes: an authority that they trust beside the public ones. */
  nodeExtraCaFile?: string
  onLog?: (line: FunctionLog) => void
  /** Hears what a developer should know; default: a line on stderr. */
  warn?: (message: string) => void
  /** Processes that one function may have; further calls wait. Default 4. */
  maxInstances?: number
  /**
   * Leaves the variables of the call before standing in a process, as the vendor's bootstrap does; default false. With
   * it a test can show that a function does not take a former caller for the present one.
   */
  keepStaleEnvironment?: boolean
}

/** An emulator that runs. No URL ends with a slash; `callUrl` and `adminUrl` hold this start's secret. */
export interface Emulator {
  /** `POST {callUrl}/{functionName}`: `wx.cloud.callFunction`. */
  callUrl: string
  /** HTTP access, by https. */
  httpUrl: string
  /** The SDK's admin protocol, timers and clock. */
  adminUrl: string
  /** The authority behind `httpUrl`. */
  caFile: string
  clock: Clock
  close(): Promise<void>
}

const DEFAULT_APP_ID = 'wx0000000000000000'
const DEFAULT_ENV_ID = 'local-env'
// A document may have 16 MB, and its quotation marks are escaped twice on the way.
const MAX_ADMIN_BYTES = 48 * 1024 * 1024

/**
 * Starts the doors, the database, the timers and, on demand, the functions.
 * @throws EmulatorError when the functions' folder or the manifest cannot be used
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { functionsDir, dataDir, port = 0, hosts = [], appId = DEFAULT_APP_ID, envId = DEFAULT_ENV_ID } = options
  const { envFor = () => ({}), maxInstances = 4, keepStaleEnvironment = false } = options
  const warn = withPrefix(options.warn ?? ((message) => process.stderr.write(`${message}\n`)))
  const manifest = readManifest(functionsDir)
  const functions = readFunctions(functionsDir, manifest, warn)
  mkdirSync(dataDir, { recursive: true })
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  const listen: typeof listenGuarded = async (door) => {
    const server = await listenGuarded(door)
    closers.push(() => server.close())
    return server
  }
  try {
    const clock = options.clock ?? createClock({ file: path.join(dataDir, 'clock.json') })
    if (options.clock === undefined) closers.push(() => clock.close())
    const file = path.join(dataDir, 'database.sqlite')
    const database = createDatabase({ file, now: clock.now, collections: manifest.collections, warn })
    closers.push(() => database.close())
    const authority = await openAuthority({ dir: dataDir, name: 'Local CloudBase HTTP access' })
    const logs = openFunctionLogs(path.join(dataDir, 'logs'), options.onLog ?? (() => undefined))
    closers.push(() => logs.close())
    const [adminToken, sdkToken, callToken] = [randomToken(), randomToken(), randomToken()]

    const sdkUrl = () => `${admin.url}/${sdkToken}`
    const extraCaFile = options.nodeExtraCaFile
    const host = createFunctionHost({
      functions,
      envId,
      clock,
      log: logs.write,
      sdkUrl,
      envFor,
      extraCaFile,
      maxInstances,
      keepStaleEnvironment,
    })
    const timers = startTimers({ functions, clock, host })
    const adminDoor = createAdminApi({ adminToken, sdkToken, database, host, appId, timers, clock, warn })
    const admin: GuardedServer = await listen({ port: 0, handle: adminDoor, maxBodyBytes: MAX_ADMIN_BYTES })
    const call = await listen({
      port: 0,
      handle: createCallFunctionApi({ token: callToken, appId, host }),
      maxBodyBytes: MAX_BODY_BYTES,
    })
    const tls = authority.issueServer(['127.0.0.1', 'localhost', ...hosts])
    const httpDoor = createHttpAccess({ routes: manifest.http, envId, host, warn })
    const http = await listen({ port, handle: httpDoor, tls, hosts, maxBodyBytes: MAX_BODY_BYTES })
    closers.push(() => host.close())
    closers.push(() => timers.close())
    return {
      callUrl: `${call.url}/${callToken}`,
      httpUrl: http.url,
      adminUrl: `${admin.url}/${adminToken}`,
      caFile: authority.caFile,
      clock,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Puts this package's name before every message. */
function withPrefix(warn: (message: string) => void): (message: string) => void {
  return (message) => warn(message.startsWith('[') ? message : `[cloudbase-emulator] ${message}`)
}
