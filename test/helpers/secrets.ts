import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FunctionLog } from 'cloudbase-emulator'
import type { SimulatorEvent } from 'wxpay-simulator'
import type { Shop } from './shop.ts'

/** The kinds of texts that are nobody's business. */
export const secretKinds = [
  'API key',
  'private key',
  'certificate',
  'openid',
  'prepay_id',
  'paySign',
  'req_info',
  'sign',
] as const

/** One text that may not be told. */
export interface Secret {
  kind: (typeof secretKinds)[number]
  text: string
  /** Who may be told all the same, by his openid, and by which function; nobody when absent. */
  to?: string
  by?: string
}

/** An answer as it went out: to whom (undefined: somebody without an openid), by which function, and all of its text. */
export interface Told {
  to?: string | undefined
  by: string
  text: string
}

/** The lines of a PEM file, each of which gives it away. */
function pemLines(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/)
  return lines.filter((line) => line.length >= 40 && !line.startsWith('-----'))
}

/** What the merchant owns: the API key, what it decrypts by, and each line of private key and certificate. */
export function merchantSecrets({ apiKey, keyFile, certFile }: Shop['stack']['simulator']['merchant']): Secret[] {
  const digest = createHash('md5').update(apiKey).digest('hex')
  const encoded = (['base64', 'hex'] as const).map((encoding) => Buffer.from(apiKey).toString(encoding))
  const keys = [apiKey, digest, digest.toUpperCase(), ...encoded]
  return [
    ...keys.map((text): Secret => ({ kind: 'API key', text })),
    ...pemLines(keyFile).map((text): Secret => ({ kind: 'private key', text })),
    ...pemLines(certFile).map((text): Secret => ({ kind: 'certificate', text })),
  ]
}

/** How a PEM file begins: as text, in base64 and as a printed buffer. No name of a field is a reason to say it. */
const pemMarks: Secret[] = ['CERTIFICATE-----', 'PRIVATE KEY-----', 'LS0tLS1CRUdJTi', '45,45,45,45,45,66,69,71'].map(
  (text) => ({ kind: text.includes('PRIVATE') ? 'private key' : 'certificate', text }),
)

const fields = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]+)`, 'g'))].flatMap(([, value]) => value ?? [])

/** What went between the shop and WeChat Pay: signs both ways, the prepay_ids and whose they are, sealed refunds. */
function wireSecrets(event: SimulatorEvent): Secret[] {
  if (event.kind === 'cashier') return []
  const answered = event.kind === 'gateway' ? event.responseBody : ''
  const [payer] = fields(event.requestBody, 'openid')
  return [
    ...fields(event.requestBody + answered, 'sign').map((text): Secret => ({ kind: 'sign', text })),
    // The beginning is enough: a log may cut it off.
    ...fields(event.requestBody, 'req_info').map((text): Secret => ({ kind: 'req_info', text: text.slice(0, 40) })),
    ...fields(answered, 'prepay_id').map(
      (text): Secret => ({ kind: 'prepay_id', text, ...(payer && { to: payer }), by: 'unified-order' }),
    ),
  ]
}

/** Everything that may not be told, of a run in which these people heard these answers. */
export async function secretsOf(shop: Shop, openids: string[], told: Told[]): Promise<Secret[]> {
  const events = await shop.gateway<SimulatorEvent[]>('/events')
  const paySigns = told.flatMap(({ to, by, text }): Secret[] => {
    const [, sign] = /"paySign":"([^"]+)"/.exec(text) ?? []
    // Whoever says it but unified-order tells a secret.
    return sign && by === 'unified-order' ? [{ kind: 'paySign', text: sign, ...(to && { to }), by }] : []
  })
  return [
    ...merchantSecrets(shop.stack.simulator.merchant),
    ...pemMarks,
    ...openids.map((text): Secret => ({ kind: 'openid', text, to: text, by: 'get-profile' })),
    ...events.flatMap(wireSecrets),
    ...paySigns,
  ]
}

/** What no log says, whatever stands behind it: parameters of a payment, messages as they came, strings to sign. */
const logMarks = ['prepay_id=', '<xml', '&key=']

const unique = (words: string[]) => [...new Set(words)].sort()

/** What the lines of the functions give away: which function says what, in words and not in secrets. */
export function leaksOfLogs(lines: Pick<FunctionLog, 'functionName' | 'text'>[], secrets: Secret[]): string[] {
  const marks = logMarks.map((text) => ({ kind: `a text with ${text}`, text }))
  return unique(
    lines.flatMap(({ functionName, text: line }) =>
      [...secrets, ...marks]
        .filter(({ text }) => line.includes(text))
        .map(({ kind }) => `${functionName} logs ${kind}`),
    ),
  )
}

const mayHear = ({ to, by }: Told, secret: Secret) => to !== undefined && secret.to === to && secret.by === by

/** Field names that stand in no answer but unified-order's. */
const answerMarks = ['prepay_id', 'prepayId', 'paySign', 'req_info', 'apiKey']

/** What answers give away to whom it is not meant for: which function tells what. */
export function leaksOfAnswers(told: Told[], secrets: Secret[]): string[] {
  const marks = answerMarks.map((text) => ({ kind: `a text with ${text}`, text }))
  return unique(
    told.flatMap((one) => {
      const forbidden = secrets.filter((secret) => !mayHear(one, secret))
      const all = one.by === 'unified-order' ? forbidden : [...forbidden, ...marks]
      return all.filter(({ text }) => one.text.includes(text)).map(({ kind }) => `${one.by} tells ${kind}`)
    }),
  )
}
