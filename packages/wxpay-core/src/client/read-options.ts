import { setTimeout as delay } from 'node:timers/promises'
import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { createNonce } from '../sign/create-nonce.ts'
import type { SignType } from '../sign/sign-params.ts'
import type { Gateway } from './call-gateway.ts'
import { type ClientCertificate, readCertificate } from './certificate.ts'
import { createHttpsTransport } from './https-transport.ts'
import type { Transport } from './transport.ts'

const GATEWAY = 'https://api.mch.weixin.qq.com'
const BACKUP_GATEWAY = 'https://api2.mch.weixin.qq.com'

/** Options of `createWxPayClient`. */
export interface WxPayOptions {
  appId: string
  mchId: string
  /** API v2 key of the merchant platform: 32 letters and digits. */
  apiKey: string
  /** Default HMAC-SHA256. It signs requests and is the only one accepted in answers and notifications. */
  signType?: SignType
  /** Needed for refunds. */
  certificate?: ClientCertificate
  /** Default https://api.mch.weixin.qq.com */
  baseUrl?: string
  /** For the last try. Default https://api2.mch.weixin.qq.com; with another baseUrl, that baseUrl. */
  backupBaseUrl?: string
  /** Authorities (PEM) to trust instead of the public ones. */
  ca?: string | string[]
  timeouts?: {
    /** Name, connection and TLS of one try; default 2000 ms. */
    connectMs?: number
    /** Silence within one try; default 3000 ms. */
    readMs?: number
    /** All tries of one call; default 6000 ms. */
    totalMs?: number
  }
  /** Transport of the requests; default node:https. */
  transport?: Transport
  /** Epoch ms; default the machine's clock. */
  now?: () => number
  /** Makes nonce_str; at most 32 characters, unpredictable. */
  nonce?: () => string
  /** Waits between tries; default a timer. */
  wait?: (ms: number) => Promise<void>
}

/** The options checked, with their defaults. @throws WxPayError BAD_OPTION, BAD_CERTIFICATE */
export function readOptions(options: WxPayOptions): Gateway & { now: () => number; close: () => void } {
  const { appId, mchId, apiKey, signType = 'HMAC-SHA256', certificate, baseUrl = GATEWAY, timeouts = {} } = options
  checkIdentity({ appId, mchId, apiKey, signType })
  const tlsCertificate = certificate === undefined ? undefined : readCertificate(certificate, mchId)
  const overHttps = createHttpsTransport({ ca: options.ca, certificate: tlsCertificate })
  // Not bound to Date.now itself: a runtime may move the clock by replacing Date later.
  const now = options.now ?? (() => Date.now())
  return {
    merchant: { appId, mchId, apiKey, signType },
    hasCertificate: certificate !== undefined,
    baseUrl: readBaseUrl('baseUrl', baseUrl),
    backupBaseUrl: readBaseUrl(
      'backupBaseUrl',
      options.backupBaseUrl ?? (baseUrl === GATEWAY ? BACKUP_GATEWAY : baseUrl),
    ),
    limits: {
      connectMs: readMs('connectMs', timeouts.connectMs ?? 2000, 1),
      readMs: readMs('readMs', timeouts.readMs ?? 3000, 1),
      totalMs: readMs('totalMs', timeouts.totalMs ?? 6000, 1000),
      now,
      wait: options.wait ?? delay,
    },
    transport: options.transport ?? overHttps.send,
    nonce: options.nonce ?? createNonce,
    now,
    close: overHttps.close,
  }
}

const identity: Record<'appId' | 'mchId' | 'apiKey' | 'signType', [pattern: RegExp, expect: string]> = {
  appId: [/^[0-9A-Za-z]{1,32}$/, '1 to 32 letters and digits'],
  mchId: [/^\d{1,32}$/, 'digits'],
  apiKey: [/^[0-9A-Za-z]{32}$/, '32 letters and digits, the API v2 key of the merchant platform'],
  signType: [/^(?:HMAC-SHA256|MD5)$/, 'HMAC-SHA256 or MD5'],
}

function checkIdentity(values: Record<keyof typeof identity, string>): void {
  for (const name of Object.keys(identity) as (keyof typeof identity)[]) {
    const [pattern, expect] = identity[name]
    if (typeof values[name] === 'string' && pattern.test(values[name])) continue
    const shown = name === 'apiKey' ? `of ${String(values[name] ?? '').length} characters` : formatValue(values[name])
    throw new WxPayError('BAD_OPTION', `the option ${name} is ${shown}: expected ${expect}`)
  }
}

function readBaseUrl(name: string, value: string): string {
  if (/^https:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/.test(value)) return value.replace(/\/+$/, '')
  throw new WxPayError('BAD_OPTION', `the option ${name} is ${formatValue(value)}: expected an https address`)
}

function readMs(name: string, value: number, min: number): number {
  if (Number.isInteger(value) && value >= min) return value
  throw new WxPayError(
    'BAD_OPTION',
    `the option timeouts.${name} is ${formatValue(value)}: expected at least ${min} ms`,
  )
}
