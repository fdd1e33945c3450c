import { readFileSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Stack } from '@stack/local-stack'

export interface WireAnswer {
  status: number
  body: string
}

export interface WireRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The authority to trust; none for http. */
  caFile?: string
}

/**
 * One request with exactly these headers: `fetch` would not let a test choose Host and Origin. The certificate has to
 * be localhost's, whatever Host says.
 */
export function send(
  url: string,
  { method = 'POST', headers = {}, body = '', caFile }: WireRequest,
): Promise<WireAnswer> {
  const length = String(Buffer.byteLength(body))
  const options = { method, headers: { ...headers, 'content-length': length }, agent: false as const }
  return new Promise((resolve, reject) => {
    const outgoing = caFile
      ? requestHttps(url, { ...options, ca: readFileSync(caFile), servername: 'localhost' })
      : requestHttp(url, options)
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => {
        text += chunk
      })
      incoming.on('error', reject)
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }))
    })
    outgoing.end(body)
  })
}

/** What `wx.cloud.callFunction` gets. */
export interface Reply {
  errMsg: string
  result?: unknown
}

/** A call with any data from any caller: what a script could send, and a phone would not. */
export async function callWith({ emulator }: Stack, name: string, body: object): Promise<Reply> {
  const response = await fetch(`${emulator.callUrl}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Reply
}

/** Posts to a path of the HTTP access door, as WeChat Pay does; what the function answered. */
export async function notify({ emulator }: Pick<Stack, 'emulator'>, path: string, body: string): Promise<string> {
  const answer = await send(emulator.httpUrl + path, {
    headers: { 'content-type': 'text/xml' },
    body,
    caFile: emulator.caFile,
  })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`)
  return answer.body
}

/** What a function answers WeChat Pay when the effect is durable. */
export const acknowledged =
  '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>'

/** A port behind which nobody answers. */
export interface DeadEndpoint {
  port: number
  /** How often somebody knocked. */
  knocks(): number
  close(): Promise<void>
}

/** Opens one: every connection is dropped at once, or (`silent`) taken and never answered. */
export async function openDeadEndpoint({ silent = false } = {}): Promise<DeadEndpoint> {
  const sockets = new Set<Socket>()
  let knocks = 0
  const server = createServer((socket) => {
    knocks += 1
    socket.on('error', () => undefined) // the caller may leave in any way
    if (!silent) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.resume()
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    knocks: () => knocks,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Where the shop's notify URLs lead: `WXPAY_NOTIFY_BASE_URL` of a local stack. */
const notifyHost = 'notify.shop.test'

/** Cuts the way of notifications to the shop, and mends it. */
export function notifyWay({ simulator, emulator }: Stack, deadEndpoint: DeadEndpoint): { cut(): void; mend(): void } {
  return {
    cut: () => simulator.resolve(notifyHost, `127.0.0.1:${deadEndpoint.port}`),
    mend: () => simulator.resolve(notifyHost, `127.0.0.1:${new URL(emulator.httpUrl).port}`),
  }
}
