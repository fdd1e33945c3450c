import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { type Agent, request } from 'node:https'
import type { Running } from './stack.ts'

export interface Ask {
  method?: string
  /** A list is sent as it is, name and value in turn. */
  headers?: Record<string, string | string[]> | string[]
  body?: string | Buffer
  servername?: string
  agent?: Agent | false
}

interface Answer {
  status: number
  type: string | undefined
  body: Buffer
  headers: IncomingHttpHeaders
}

/** One request to the HTTP access service, over TLS that is verified against the emulator's own authority. */
export function ask(emulator: Running, path: string, options: Ask = {}): Promise<Answer> {
  const { method = 'POST', headers = {}, body = '', servername = 'localhost', agent = false } = options
  const { hostname, port } = new URL(emulator.httpUrl)
  const ca = readFileSync(emulator.caFile, 'utf8')
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, ca, servername, agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'],
          body: Buffer.concat(chunks),
          headers: answer.headers,
        }),
      )
    })
    sent.on('error', reject).end(body)
  })
}
