import type { SessionState } from './session.ts'

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html */
export interface RequestOptions {
  url: string
  method: string
  header: Record<string, string>
  data: unknown
  /** ms */
  timeout: number
  responseType: string
  dataType: string
}

export interface RequestAnswer {
  statusCode: number
  header: Record<string, string>
  data: unknown
}

/** Services of the phone for the engine: everything outside of it. */
export interface Host {
  document: Document
  /** The screen of the phone. */
  mount: HTMLElement
  /** The stack's clock, epoch ms. */
  now(): number
  /** Storage of this user and this app; survives a reload. Values are JSON texts of the engine's own. */
  storage: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
    keys(): string[]
  }
  /** The page stack; survives a reload of the tab. */
  session: { read(): SessionState | null; write(state: SessionState): void }
  /** Rejects with `{ errCode, errMsg }`. */
  callFunction(name: string, data: unknown): Promise<{ result: unknown; errMsg: string; requestID: string }>
  /** Rejects with `{ errMsg: 'requestPayment:fail cancel' }` and the like. */
  requestPayment(params: Record<string, string>): Promise<{ errMsg: string }>
  /** Through the phone's server: a mini program knows no CORS. */
  request(options: RequestOptions): Promise<RequestAnswer>
  /** Address of the mini program's own files, with a slash at the end; `assets/x.svg` is resolved against it. */
  assetBase: string
  /** Style sheets that every page's document links, absolute addresses: fonts of the phone. */
  pageStyleSheets?: readonly string[]
  /** Called for the window of every new page, for a host whose windows lack something. */
  prepareWindow?(window: Window): void
  /** Visible in the browser's console, and in a test's `problems`. */
  report(level: 'error' | 'warn', message: string): void
}
