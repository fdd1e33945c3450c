import type { FunctionConfig } from '../config/read-functions.ts'

/** Through which door a call came, and as whom. */
export type Caller =
  | {
      door: 'client'
      source: 'wx_client' | 'wx_devtools'
      appId: string
      openid: string
      clientIp: string
      clientIpV6: string
    }
  /** Another function; `source` is the chain of sources that ends with it, `appId` there when a client began it. */
  | { door: 'function'; source: string; appId?: string }
  | { door: 'console' }
  | { door: 'timer' }
  | { door: 'http' }

/**
 * The environment variables of one call. The SDK's `getWXContext()` shows what `WX_CONTEXT_KEYS` lists, without the
 * token; a console test has no such list, so that it shows nothing.
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/utils/Cloud.getWXContext.html
 */
export function callEnvironment(caller: Caller, ids: { token: string; sequence: string }): Record<string, string> {
  const own = { WX_API_TOKEN: ids.token, TCB_SEQID: ids.sequence, ...identity(caller) }
  if (caller.door === 'console') return own
  const names = Object.keys(own)
  return {
    ...own,
    WX_CONTEXT_KEYS: names.filter((name) => name.startsWith('WX_')).join(','),
    TCB_CONTEXT_KEYS: names.filter((name) => !name.startsWith('WX_')).join(','),
  }
}

function identity(caller: Caller): Record<string, string> {
  switch (caller.door) {
    case 'client':
      return {
        WX_CLIENTIP: caller.clientIp,
        WX_CLIENTIPV6: caller.clientIpV6,
        WX_APPID: caller.appId,
        WX_OPENID: caller.openid,
        TCB_SOURCE: caller.source,
        TRIGGER_SRC: caller.source,
      }
    case 'function': {
      const { source, appId } = caller
      return { ...(appId !== undefined && { WX_APPID: appId }), TCB_SOURCE: source, TRIGGER_SRC: source }
    }
    case 'timer':
      return { TCB_SOURCE: 'wx_trigger', TRIGGER_SRC: 'timer' }
    case 'http':
      return { TCB_SOURCE: 'wx_http', TRIGGER_SRC: 'wx_http' }
    case 'console':
      return {}
  }
}

/** The `context` argument of a function. */
export function callContext(call: {
  fn: FunctionConfig
  envId: string
  requestId: string
  environment: Record<string, string>
}): Record<string, unknown> {
  const { fn, envId, requestId, environment } = call
  const environ = { ...environment, TCB_ENV: envId, SCF_NAMESPACE: envId }
  return {
    callbackWaitsForEmptyEventLoop: true,
    request_id: requestId,
    function_name: fn.name,
    function_version: '$LATEST',
    namespace: envId,
    memory_limit_in_mb: fn.memoryMb,
    time_limit_in_ms: fn.timeoutSeconds * 1000,
    environ: Object.entries(environ)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    environment: JSON.stringify(environ),
  }
}
