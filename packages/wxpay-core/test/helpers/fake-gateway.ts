import { onTestFinished } from 'vitest'
import { createWxPayClient, parseXml, type TransportRequest, type WxPayOptions } from '../../src/index.ts'
import { signedAnswer, testCertificate } from '../../src/testing.ts'
import { merchant } from './merchant.ts'

/** What a fake gateway answers: a body (status 200), a status and a body, or an error that the transport throws. */
export type Answer = string | Buffer | { status: number; body: string } | Error

interface FakeGateway {
  requests: (TransportRequest & { fields: Record<string, string> })[]
  /** Pauses that the client made between tries, in ms. */
  pauses: number[]
  client: ReturnType<typeof createWxPayClient>
  clock: { now: number }
}

/**
 * A client over a transport that gives these answers, the last one again and again.
 *
 * Time stands still, but for `tookMs` that each request takes and for the pauses.
 */
export function fakeGateway(answers: Answer[], options: Partial<WxPayOptions> & { tookMs?: number } = {}): FakeGateway {
  const { tookMs = 0, ...overrides } = options
  const clock = { now: Date.UTC(2026, 0, 1) }
  const requests: FakeGateway['requests'] = []
  const pauses: number[] = []
  const client = createWxPayClient({
    ...merchant,
    certificate: testCertificate,
    now: () => clock.now,
    wait: async (ms) => {
      pauses.push(ms)
      clock.now += ms
    },
    transport: async (request) => {
      requests.push({ ...request, fields: parseXml(request.body) })
      clock.now += Math.min(tookMs, request.totalMs, request.readMs)
      const answer = answers[Math.min(requests.length, answers.length) - 1]
      if (answer instanceof Error) throw answer
      const { status, body } =
        typeof answer === 'object' && 'status' in answer ? answer : { status: 200, body: answer ?? '' }
      return { status, headers: {}, body: Buffer.from(body) }
    },
    ...overrides,
  })
  onTestFinished(() => client.close())
  return { requests, pauses, client, clock }
}

/** A signed answer of our merchant's gateway. */
export const answer = (fields: Record<string, string>) => signedAnswer(merchant, fields)

/** A signed refusal. */
export const refusal = (errCode: string, des = 'a reason') =>
  answer({ result_code: 'FAIL', err_code: errCode, err_code_des: des })

/** An error as node:https gives it. */
export const systemError = (code: string) => Object.assign(new Error(`connect ${code} 127.0.0.1:443`), { code })
