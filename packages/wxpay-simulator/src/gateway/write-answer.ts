import type { Layout, Outcome } from '../endpoints/endpoint.ts'
import type { Merchant } from '../store/merchant.ts'
import { type SignType, sign } from '../wire/sign.ts'
import { type Field, writeXml } from '../wire/write-xml.ts'
import { failureFields } from './request-error.ts'

/** Answer over the connection. */
export interface GatewayResponse {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

const REST = '*'

/** The order of elements of each layout; REST stands for all that are not named. */
const LAYOUTS: Record<Exclude<Layout, 'alphabetical'>, string[]> = {
  'signed-first': [
    'return_code',
    'return_msg',
    'result_code',
    'mch_id',
    'appid',
    'device_info',
    'nonce_str',
    'sign',
    REST,
  ],
  'signed-last': ['return_code', 'return_msg', 'result_code', 'mch_id', 'appid', REST, 'nonce_str', 'sign'],
  classic: ['return_code', 'return_msg', 'appid', 'mch_id', 'nonce_str', 'sign', 'result_code', REST],
}

/** Puts elements into the order of a layout. */
function arrange(fields: readonly Field[], layout: Layout): Field[] {
  if (layout === 'alphabetical') return fields.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const order = LAYOUTS[layout]
  return order.flatMap((slot) => fields.filter(([name]) => (order.includes(name) ? name : REST) === slot))
}

/** Key and algorithm that sign an answer. */
export interface AnswerSigner {
  merchant: Merchant
  signType: SignType
  nonce: string
}

/** Writes the body for an outcome: signed with the request's algorithm and without sign_type, or unsigned when it failed. */
export function writeAnswer(outcome: Outcome, layout: Layout, signer: AnswerSigner): string | Buffer {
  if ('bill' in outcome) return outcome.bill
  if ('returnMsg' in outcome) return writeXml(failureFields(outcome))
  const { merchant, signType, nonce } = signer
  const business: Field[] =
    'fields' in outcome
      ? [['result_code', 'SUCCESS'], ...outcome.fields]
      : [
          ['result_code', 'FAIL'],
          ['err_code', outcome.errCode],
          ['err_code_des', outcome.errCodeDes],
        ]
  const fields: Field[] = [
    ['return_code', 'SUCCESS'],
    ['return_msg', 'OK'],
    ['mch_id', merchant.mchId],
    ['appid', merchant.appId],
    ['nonce_str', nonce],
    ...business,
  ]
  const values = fields.map(([name, value]) => [name, String(value)] as const)
  return writeXml(arrange([...fields, ['sign', sign(values, merchant.apiKey, signType)]], layout))
}

/** The gateway's answer around a body. */
export function answer(body: string | Buffer): GatewayResponse {
  return { status: 200, headers: { Server: 'nginx', 'Content-Type': 'text/plain', 'Keep-Alive': 'timeout=8' }, body }
}

const REASONS: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found' }

/** nginx's own page, for what never reaches the API. `detail` is the line under the title, where nginx has one. */
export function nginxPage(status: number, detail?: string): GatewayResponse {
  const reason = `${status} ${REASONS[status]}`
  const lines = [
    '<html>',
    `<head><title>${detail === undefined ? reason : `${status} ${detail}`}</title></head>`,
    '<body bgcolor="white">',
    `<center><h1>${reason}</h1></center>`,
    ...(detail === undefined ? [] : [`<center>${detail}</center>`]),
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
  ]
  return {
    status,
    headers: { Server: 'nginx', 'Content-Type': 'text/html', Connection: 'close' },
    body: lines.map((line) => `${line}\r\n`).join(''),
  }
}
