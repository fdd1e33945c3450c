import type { HttpResponse } from './http-message.ts'

/** Permitted callers of a server, and its limits. */
export interface Limits {
  port: number
  /** Allowed names of the Host header. */
  hosts: string[]
  origins: () => string[]
  /** Bytes. */
  maxBodyBytes: number
}

/** Properties of a request that the guard checks. */
interface Caller {
  /** True if it came over TLS. */
  encrypted: boolean
  host: string | undefined
  origin: string | undefined
}

/** Says why a caller is refused, undefined when it may come in. */
export function checkCaller({ encrypted, host = '', origin }: Caller, limits: Limits): HttpResponse | undefined {
  const [, name = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(host.toLowerCase()) ?? []
  const ports = ['', String(limits.port), encrypted ? '443' : '80']
  if (!limits.hosts.some((allowed) => allowed.toLowerCase() === name) || !ports.includes(port)) {
    return refuse(
      403,
      `Host "${host}" is not a name of this server; a web page could reach it through DNS rebinding. Call it as ${limits.hosts.join(', ')} with port ${limits.port}.`,
    )
  }
  if (origin !== undefined && !limits.origins().includes(origin)) {
    return refuse(403, `pages of ${origin} may not call this server. Only the stack's own pages may.`)
  }
  return undefined
}

/** A refusal in plain text. */
export function refuse(status: number, reason: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `[emulator-kit] ${reason}\n` }
}
