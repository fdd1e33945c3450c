import { JSDOM } from 'jsdom'
import type { EngineApi } from '../../client/api/engine-api.ts'
import type { Host } from '../../client/api/host.ts'
import { createWx } from '../../client/wx/index.ts'

type Call = [name: string, ...args: unknown[]]

/** biome-ignore lint/suspicious/noExplicitAny: tests call any function of the table */
export type Wx = Record<string, any>

const recorder = (calls: Call[], prefix: string, answers: Record<string, unknown> = {}): object =>
  new Proxy(answers, {
    get: (target, name: string) => {
      if (name in target && typeof target[name] !== 'function') return target[name]
      return (...args: unknown[]) => {
        calls.push([`${prefix}.${name}`, ...args])
        const answer = target[name]
        return typeof answer === 'function' ? answer(...args) : undefined
      }
    },
  })

/** A `wx` over an engine that notes what it is told; `host`, `overlays`, … say what it answers. */
export function openWx(
  given: { host?: Partial<Host>; overlays?: object; router?: object; tabBar?: object; page?: object } = {},
) {
  const { window } = new JSDOM('<!doctype html><div id="screen"></div>')
  const calls: Call[] = []
  const reports: string[] = []
  const thrown: unknown[] = []
  const store = new Map<string, string>()
  const host: Host = {
    document: window.document,
    mount: window.document.querySelector<HTMLElement>('#screen') as HTMLElement,
    now: () => 0,
    storage: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
      removeItem: (key) => void store.delete(key),
      keys: () => [...store.keys()],
    },
    session: { read: () => null, write: () => {} },
    callFunction: () => Promise.reject(new Error('no callFunction in this test')),
    requestPayment: () => Promise.reject(new Error('no requestPayment in this test')),
    request: () => Promise.reject(new Error('no request in this test')),
    assetBase: '/',
    report: (level, message) => reports.push(`${level} ${message}`),
    ...given.host,
  }
  const listeners = new Map<string, (...args: unknown[]) => void>()
  const engine = {
    host,
    config: {},
    launchOptions: { path: 'pages/a/a', query: {}, scene: 1001, shareTicket: undefined, referrerInfo: {} },
    router: recorder(calls, 'router', given.router as Record<string, unknown>),
    overlays: recorder(calls, 'overlays', given.overlays as Record<string, unknown>),
    tabBar: recorder(calls, 'tabBar', { exists: true, onTab: true, ...given.tabBar }),
    selectors: recorder(calls, 'selectors'),
    topPage: () =>
      recorder(calls, 'page', {
        window,
        document: window.document,
        navigationBar: recorder(calls, 'navigationBar'),
        ...given.page,
      }),
    on: (name: string, listener: (...args: unknown[]) => void) => void listeners.set(name, listener),
    off: (name: string) => void listeners.delete(name),
    afterRender: (callback: () => void) => callback(),
    assetUrl: (path: string) => path,
    callApp: (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => {
      try {
        callback(...args)
      } catch (error) {
        thrown.push(error)
      }
    },
  } as unknown as EngineApi
  const wx: Wx = createWx(engine, host)
  return { wx, calls, reports, thrown, store, listeners, window }
}
