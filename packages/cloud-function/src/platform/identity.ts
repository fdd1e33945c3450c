const clientSources = new Set(['wx_client', 'wx_devtools', 'wx_localdebug'])

/** Caller as the platform reports it: `cloud.getWXContext()`. */
export interface Caller {
  openid: string
  /** The caller's address; IPv6 where there is no IPv4. */
  clientIp: string
}

/**
 * Accepts a client: SOURCE is exactly one of the client's (a nested call joins names with a comma) and OPENID is
 * a non-empty string. Null for everybody else.
 */
export function readCaller(wxContext: Record<string, unknown>): Caller | null {
  const { SOURCE, OPENID, CLIENTIP, CLIENTIPV6 } = wxContext
  if (typeof SOURCE !== 'string' || !clientSources.has(SOURCE)) return null
  if (typeof OPENID !== 'string' || OPENID === '') return null
  const clientIp = [CLIENTIP, CLIENTIPV6].find((ip) => typeof ip === 'string' && ip !== '')
  return { openid: OPENID, clientIp: typeof clientIp === 'string' ? clientIp : '127.0.0.1' }
}

/**
 * Accepts a timer: this call's own `context.environ` names no WX_OPENID. The process environment may be stale and
 * the event can say anything.
 */
export function isTimerCall(context: { environ?: unknown }): boolean {
  const { environ } = context
  return typeof environ !== 'string' || !environ.split(';').some((pair) => /^WX_OPENID=./.test(pair.trim()))
}
