import type { Endpoint, Parameters } from '../endpoints/endpoint.ts'
import { checkFields } from '../endpoints/field.ts'
import type { SimulatorSettings } from '../shared/settings.ts'
import type { Merchant } from '../store/merchant.ts'
import { readFlatXml } from '../wire/read-xml.ts'
import { type SignType, sign, textToSign } from '../wire/sign.ts'
import type { RequestError } from './request-error.ts'

/** A request of correct form, from the merchant. */
interface AcceptedRequest {
  parameters: Parameters
  signType: SignType
}

/** Result of reading a request; `signedText` as soon as it came to the signature, with the key masked. */
export type ReadRequest = ({ fault: RequestError } | AcceptedRequest) & { signedText?: string }

/** Larger bodies are refused undecoded. */
export const MAX_BODY_BYTES = 64 * 1024

/** Checks method, body, elements, identity and signature, in this order. */
export function readRequest(
  request: { method: string; body: Buffer },
  endpoint: Pick<Endpoint, 'fields'>,
  { merchant, settings }: { merchant: Merchant; settings: Pick<SimulatorSettings, 'acceptFourByteCharacters'> },
): ReadRequest {
  if (request.method !== 'POST') return broken('method')
  if (request.body.length === 0) return broken('empty')
  if (request.body.length > MAX_BODY_BYTES) return broken('xml')
  const text = decodeUtf8(request.body)
  if (text === undefined) return broken('encoding')
  const message = readFlatXml(text)
  if (message === undefined) return broken('xml')
  // The gateway looks for its parameters under the name xml: under another root it finds none.
  if (message.root !== 'xml') return broken('no-merchant')
  const { values } = message
  if (!settings.acceptFourByteCharacters && [...values.values()].some(hasFourByteCharacter)) return broken('encoding')
  const fault = checkFields(endpoint.fields, values)
  if (fault !== undefined) return { fault }
  return checkSender(values, merchant)
}

function checkSender(values: ReadonlyMap<string, string>, merchant: Merchant): ReadRequest {
  const parameters = new Map([...values].filter(([, value]) => value !== ''))
  if (parameters.get('appid') !== merchant.appId) return broken('appid')
  if (parameters.get('mch_id') !== merchant.mchId) return broken('binding')
  const signType: SignType = parameters.get('sign_type') === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'MD5'
  const signedText = `${textToSign(parameters)}&key=********`
  const expected = sign(parameters, merchant.apiKey, signType)
  if (parameters.get('sign') !== expected) return { ...broken('sign'), signedText }
  return { parameters, signType, signedText }
}

/** API v2 takes characters of one to three bytes (protocol rules, edition 2024-11-18), entity or not. */
const hasFourByteCharacter = (value: string) => /[\u{10000}-\u{10ffff}]/u.test(value)

function broken(kind: RequestError['kind']): { fault: RequestError } {
  return { fault: { kind, field: '' } }
}

function decodeUtf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined // the only way the decoder has to say that these bytes are not UTF-8
  }
}
