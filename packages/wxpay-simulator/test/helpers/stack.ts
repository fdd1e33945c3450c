import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAuthority } from '@stack/emulator-kit/certificates'
import { listenGuarded } from '@stack/emulator-kit/http'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { type Simulator, startSimulator } from '../../src/index.ts'
import { readXml } from '../../src/wire/read-xml.ts'
import { sign } from '../../src/wire/sign.ts'
import { writeXml } from '../../src/wire/write-xml.ts'
import type { Values } from './core.ts'

const OK = '<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>'

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'wxpay-simulator-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** A simulator that is closed after the test, if the test did not do so. */
export async function openSimulator(options: Partial<Parameters<typeof startSimulator>[0]> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ dataDir: await temporaryFolder(), ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

/** One simulator for all tests of a file or group: to make its keys takes most of the time. */
export function shareSimulator(): () => Simulator {
  let simulator: Simulator | undefined
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wxpay-simulator-'))
    simulator = await startSimulator({ dataDir })
  })
  afterAll(async () => {
    await simulator?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return () => {
    if (simulator === undefined) throw new Error('shareSimulator() has to be called in a file or a describe')
    return simulator
  }
}

/** A merchant's server under its own authority, at a name that exists nowhere else; it answers what it is told to. */
export async function openShop(name: string) {
  const authority = await openAuthority({ dir: await temporaryFolder(), name: 'shop' })
  const received: { path: string; host: string; contentType: string; body: string }[] = []
  const arrivals: (() => void)[] = []
  const reply = { status: 200, body: OK }
  const server = await listenGuarded({
    port: 0,
    tls: authority.issueServer([name]),
    hosts: [name],
    handle: async ({ path, headers, body }) => {
      received.push({
        path,
        host: headers.host ?? '',
        contentType: headers['content-type'] ?? '',
        body: body.toString(),
      })
      for (const arrived of arrivals.splice(0)) arrived()
      return reply
    },
  })
  onTestFinished(() => server.close())
  const arrival = () => new Promise<void>((resolve) => arrivals.push(resolve))
  return { caFile: authority.caFile, target: `127.0.0.1:${server.port}`, received, reply, arrival }
}

/** Sends one https request to the gateway. */
export function send(
  simulator: Pick<Simulator, 'url' | 'caFile'>,
  path: string,
  body: string,
  options: { cert?: string; key?: string; servername?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${simulator.url}${path}`,
      {
        method: 'POST',
        agent: false,
        ca: readFileSync(simulator.caFile),
        ...options,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
        response.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The merchant of a simulator: signs with HMAC-SHA256, shows its certificate at refunds. */
export function merchantOf(simulator: Simulator) {
  const { appId, mchId, apiKey, certFile, keyFile } = simulator.merchant
  const certificate = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
  const bodyOf = (values: Values) => {
    const all = { appid: appId, mch_id: mchId, nonce_str: 'n0', sign_type: 'HMAC-SHA256', ...values }
    return writeXml(Object.entries({ ...all, sign: sign(Object.entries(all), apiKey, 'HMAC-SHA256') }))
  }
  const call = async (path: string, values: Values): Promise<Values> => {
    const tls = path.startsWith('/secapi/') ? certificate : {}
    const { body } = await send(simulator, path, bodyOf(values), tls)
    return Object.fromEntries(readXml(body) ?? [['not xml', body]])
  }
  const payment = (prepayId: string, openid: string) => {
    const signed = {
      appId,
      timeStamp: String(Math.floor(simulator.clock.now() / 1000)),
      nonceStr: 'n1',
      package: `prepay_id=${prepayId}`,
      signType: 'HMAC-SHA256',
    }
    return { ...signed, paySign: sign(Object.entries(signed), apiKey, 'HMAC-SHA256'), openid }
  }
  return { certificate, bodyOf, call, payment }
}

/** Calls the control API. */
export async function control(simulator: Simulator, route: string, input?: object) {
  const [method = 'GET', path = ''] = route.split(' ')
  const response = await fetch(`${simulator.controlUrl}${path}`, {
    method,
    ...(input && { body: JSON.stringify(input) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: each route has a shape of its own, and the tests say which
  return { status: response.status, json: (await response.json()) as any }
}
