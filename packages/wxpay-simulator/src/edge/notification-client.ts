import { readFileSync, statSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Post } from '../notify/deliver.ts'
import { InputError } from '../shared/input-error.ts'

/** Addresses of the hosts in notify URLs, and authorities that count beside the public ones. */
export interface NotificationClient {
  post: Post
  /** @throws Error when target is no 127.0.0.1:PORT */
  resolve(host: string, target: string): void
  /** @throws Error when the file cannot be read or holds no certificate */
  trust(caFile: string): void
  /** Ends what is under way. */
  close(): void
}

const LARGEST_ANSWER_BYTES = 64 * 1024
const LARGEST_CA_BYTES = 1024 * 1024
const MOST_TARGETS = 1000
const HEADERS = { 'Content-Type': 'text/xml', 'User-Agent': 'Mozilla/4.0', Accept: '*/*' }

/**
 * Makes the client that carries notifications. TLS is always verified, against the name in the URL.
 * @throws Error when a target is no 127.0.0.1:PORT, or an authority's file is none
 */
export function createNotificationClient(options: {
  resolve?: Record<string, string>
  notifyCaFiles?: string[]
}): NotificationClient {
  const targets = new Map<string, { host: string; port: number }>()
  const extraAuthorities = new Set<string>()
  const closing = new AbortController()

  const optionsFor = (url: URL, length: number): RequestOptions => {
    const target = targets.get(url.hostname)
    return {
      method: 'POST',
      host: url.hostname,
      port: url.port,
      ...target,
      path: `${url.pathname}${url.search}`,
      headers: { ...HEADERS, Host: url.host, 'Content-Length': length },
      ...(isIP(url.hostname) === 0 && { servername: url.hostname }),
      ca: [...rootCertificates, ...extraAuthorities],
      agent: false,
    }
  }

  const post: Post = async ({ url: text, body, timeoutMs }) => {
    const url = new URL(text)
    const bytes = Buffer.from(body)
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])
    const open = url.protocol === 'https:' ? requestHttps : requestHttp
    try {
      return await exchange(open({ ...optionsFor(url, bytes.length), signal }), bytes)
    } catch (error) {
      throw signal.aborted ? new Error(`no whole answer within ${timeoutMs} ms`, { cause: error }) : error
    }
  }
  const resolve = (host: string, target: string) => {
    const name = host.toLowerCase()
    if (!targets.has(name) && targets.size >= MOST_TARGETS)
      throw new InputError(`${MOST_TARGETS} hosts are kept, no more`)
    targets.set(name, parseTarget(target))
  }
  const trust = (caFile: string) => {
    const pem = readAuthority(caFile)
    if (!extraAuthorities.has(pem) && extraAuthorities.size >= MOST_TARGETS) {
      throw new InputError(`${MOST_TARGETS} authorities are kept, no more`)
    }
    extraAuthorities.add(pem)
  }
  for (const [host, target] of Object.entries(options.resolve ?? {})) resolve(host, target)
  for (const file of options.notifyCaFiles ?? []) trust(file)
  return { post, resolve, trust, close: () => closing.abort() }
}

function readAuthority(file: string): string {
  let pem: string
  try {
    const stat = statSync(file)
    if (!stat.isFile() || stat.size > LARGEST_CA_BYTES) throw new Error('not a file of at most 1 MiB')
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(`${file} holds no certificate. It has to be a PEM file.`)
  }
  return pem
}

/** Only this machine: a mapping is there to bring a public name home, not to send notifications elsewhere. */
function parseTarget(target: string): { host: string; port: number } {
  const [, port = ''] = /^(?:127\.0\.0\.1|localhost):(\d{1,5})$/.exec(target) ?? []
  if (port === '' || Number(port) === 0 || Number(port) > 65_535) {
    throw new InputError(`cannot resolve a host to "${target}". Give 127.0.0.1:PORT.`)
  }
  return { host: '127.0.0.1', port: Number(port) }
}

function exchange(request: ClientRequest, body: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      readAnswer(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject)
    })
    request.end(body)
  })
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_ANSWER_BYTES) throw new Error(`the answer is larger than ${LARGEST_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
