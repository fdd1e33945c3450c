import type { DOMWindow } from 'jsdom'
import { watchCall } from './idle.ts'
import { prepareWindow } from './open-window.ts'

/** Answers of a test in the place of cloud and cashier. */
export interface HostOptions {
  /** The result of a cloud function; what it throws (`{ errCode, errMsg }`) is what the call fails with. */
  callFunction?: (name: string, data: unknown) => unknown
  /** `{ errMsg: 'requestPayment:ok' }`; anything else is a failure. */
  requestPayment?: (params: Record<string, string>) => { errMsg: string } | Promise<{ errMsg: string }>
  /** epoch ms; the machine's clock otherwise. */
  now?: () => number
  /** Content of the storage that `wx.getStorage` reads. */
  storage?: Record<string, unknown>
}

const PAID = 'requestPayment:ok'

/** Copies what crosses a wire: both sides share nothing of it. */
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** Functions whose use must fail loudly when a test has no answer for them. */
const unanswered = (what: string) => () => {
  throw new Error(`[miniprogram-browser] the test gives no ${what}`)
}

/** The host of one open mini program in a test: storage and session in memory, no network. */
export function createHost(window: DOMWindow, world: HostOptions, problems: string[]): object {
  const { callFunction = unanswered('callFunction'), requestPayment = unanswered('requestPayment') } = world
  const entries = Object.entries(world.storage ?? {}).map(([key, data]) => [key, JSON.stringify({ data })] as const)
  const stored = new Map<string, string>(entries)
  let session: unknown = null
  return {
    document: window.document,
    mount: window.document.body,
    now: world.now ?? Date.now,
    prepareWindow,
    storage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
      keys: () => [...stored.keys()],
    },
    session: {
      read: () => session,
      write: (state: unknown) => {
        session = state
      },
    },
    callFunction: (name: string, data: unknown) =>
      watchCall(async () => {
        const result = copy(await callFunction(name, copy(data)))
        return { result, errMsg: 'cloud.callFunction:ok', requestID: 'test' }
      }),
    requestPayment: (params: Record<string, string>) =>
      watchCall(async () => {
        const answer = await requestPayment(params)
        if (answer.errMsg !== PAID) throw answer
        return answer
      }),
    request: unanswered('network'),
    assetBase: 'http://127.0.0.1/files/',
    report: (level: string, message: string) => problems.push(`${level}: ${message}`),
  }
}
