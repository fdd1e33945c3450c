import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/index.ts'

/** Absolute path of the real SDK as a JavaScript literal, to be required by a function under test. */
export const SDK = JSON.stringify(createRequire(import.meta.url).resolve('wx-server-sdk'))

const folders: string[] = []
const launched: Emulator[] = []

/** Ends what a test file opened; a file that uses this one has an `afterAll` of it. */
export async function cleanUp(): Promise<void> {
  for (const emulator of launched.splice(0)) await emulator.close()
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}

/** Removed after the last test of the file. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'emulator-test-'))
  folders.push(dir)
  return dir
}

interface Functions {
  /** `index.js` of each function. */
  code: Record<string, string>
  /** `config.json` of some. */
  config?: Record<string, unknown>
  /** Sections of `cloudbase.json`; a function not named in it gets 10 s. */
  manifest?: { collections?: object; functions?: Record<string, object>; http?: Record<string, string> }
}

export function writeFunctions(functions: Functions): string {
  const dir = temporaryFolder()
  for (const [name, code] of Object.entries(functions.code)) {
    mkdirSync(path.join(dir, name))
    writeFileSync(path.join(dir, name, 'index.js'), code)
    writeFileSync(path.join(dir, name, 'package.json'), '{ "main": "index.js" }')
    const config = functions.config?.[name]
    if (config !== undefined) writeFileSync(path.join(dir, name, 'config.json'), JSON.stringify(config))
  }
  const limits = Object.fromEntries(Object.keys(functions.code).map((name) => [name, { timeoutSeconds: 10 }]))
  const manifest = { ...functions.manifest, functions: { ...limits, ...functions.manifest?.functions } }
  writeFileSync(path.join(dir, 'cloudbase.json'), JSON.stringify(manifest))
  return dir
}

export interface Running extends Emulator {
  functionsDir: string
  dataDir: string
  /** What the emulator warned of. */
  warnings: string[]
  /** What `wx.cloud.callFunction` would give, as oTestBuyer unless `as` says otherwise. */
  call(name: string, data?: object, as?: object): Promise<Reply>
}

interface Reply {
  // biome-ignore lint/suspicious/noExplicitAny: the result is whatever the function under test returns
  result?: any
  errCode?: number
  errMsg: string
  requestID: string
}

/** An emulator over the given functions, closed with the test. */
export async function start(functions: Functions, options?: Partial<EmulatorOptions>): Promise<Running> {
  const running = await launch(functions, options)
  onTestFinished(() => running.close())
  return running
}

/** An emulator over the given functions, closed after the last test of the file. */
export async function launch(functions: Functions, options: Partial<EmulatorOptions> = {}): Promise<Running> {
  const functionsDir = options.functionsDir ?? writeFunctions(functions)
  const dataDir = options.dataDir ?? temporaryFolder()
  const warnings: string[] = []
  const warn = (message: string) => warnings.push(message)
  const emulator = await startEmulator({ warn, ...options, functionsDir, dataDir })
  launched.push(emulator)
  const call = async (name: string, data: object = {}, as: object = { openid: 'oTestBuyer' }) => {
    const { json } = await post(`${emulator.callUrl}/${name}`, { data, ...as })
    return json as unknown as Reply
  }
  return { ...emulator, functionsDir, dataDir, warnings, call }
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

export function readLog(dataDir: string, functionName: string): string {
  return readFileSync(path.join(dataDir, 'logs', `${functionName}.log`), 'utf8')
}
