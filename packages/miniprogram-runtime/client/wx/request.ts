import type { EngineApi } from '../api/engine-api.ts'
import { type ApiResult, asyncFunction, type Options, WxFailure } from './call.ts'

const DEFAULT_TIMEOUT_MS = 60_000

type HeaderListener = (event: { header: Record<string, string> }) => void

interface Exchange {
  abort(): void
  done: Promise<ApiResult>
}

/** Races the host's answer with the time-out and `abort`. */
function exchange(engine: EngineApi, options: Options, onHeaders: HeaderListener): Exchange {
  let stop: (reason: string) => void = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => reject(new WxFailure(reason, { errno: reason === 'timeout' ? 5 : 600_001 }))
  })
  const timeout = Number(options.timeout ?? DEFAULT_TIMEOUT_MS)
  const answered = engine.host.request({
    url: String(options.url),
    method: String(options.method ?? 'GET').toUpperCase(),
    header: (options.header ?? {}) as Record<string, string>,
    data: options.data,
    timeout,
    responseType: String(options.responseType ?? 'text'),
    dataType: String(options.dataType ?? 'json'),
  })
  // Not before: a host that throws would leave a time-out behind that nobody waits for.
  const timer = setTimeout(() => stop('timeout'), timeout)
  const done = Promise.race([answered, stopped]).finally(() => clearTimeout(timer))
  return {
    abort: () => stop('abort'),
    done: done.then((answer) => {
      onHeaders({ header: answer.header })
      return { ...answer, cookies: [], errMsg: 'request:ok' }
    }),
  }
}

/**
 * `wx.request`: through the phone's server, so that no CORS stands in its way. Returns the task at once, as WeChat does.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export function requestFunction(engine: EngineApi, onError: (error: unknown) => void) {
  return (options: Options = {}): object => {
    const listeners = new Set<HeaderListener>()
    let begun: Exchange | undefined
    const run = async (): Promise<ApiResult> => {
      if (!/^https?:\/\//.test(String(options.url))) throw new WxFailure('invalid url', { errno: 600_009 })
      begun = exchange(engine, options, (event) => {
        for (const listener of listeners) engine.callApp(listener, event)
      })
      return begun.done
    }
    const nothing = (): void => {}
    const callbacks = { success: nothing, ...options }
    void asyncFunction('request', { needs: { url: 'String' }, run }, onError)(callbacks)
    return {
      abort: () => begun?.abort(),
      onHeadersReceived: (listener: HeaderListener) => listeners.add(listener),
      offHeadersReceived: (listener?: HeaderListener) => (listener ? listeners.delete(listener) : listeners.clear()),
      onChunkReceived: nothing,
      offChunkReceived: nothing,
    }
  }
}
