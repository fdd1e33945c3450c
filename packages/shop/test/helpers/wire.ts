import { onTestFinished } from 'vitest'
import { createWxPayClient, parseXml, WxPayError } from 'wxpay-core'
import { signedAnswer, testCertificate } from 'wxpay-core/testing'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { sampleMerchant } from '../../src/testing/wire-gateway.ts'

export const merchant = sampleMerchant

export const now = Date.UTC(2026, 0, 15, 4)
export const deadline = now + 8_000

/** What the wire brings back: a body with status 200, a status with a body, or a failure. */
export type Wire = string | { status: number; body: string | Buffer } | Error

export const answer = (fields: Record<string, string>): string => signedAnswer(merchant, fields)
export const refusal = (errCode: string): string =>
  answer({ result_code: 'FAIL', err_code: errCode, err_code_des: 'a reason' })

/** What any call may meet, and what may be concluded from it. */
export const anyCall: [met: string, kind: 'open' | 'refused', code: string, wire: Wire][] = [
  ['SYSTEMERROR', 'open', 'SYSTEMERROR', refusal('SYSTEMERROR')],
  ['a time-out', 'open', 'READ_TIMEOUT', new WxPayError('READ_TIMEOUT', 'nothing received')],
  ['no connection', 'open', 'CONNECT_FAILED', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
  ['a dropped connection', 'open', 'CONNECTION_LOST', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ['a page of a proxy', 'open', 'ANSWER_NOT_XML', '<html><body>login</body></html>'],
  ['half an answer', 'open', 'XML_TRUNCATED', '<xml><return_code><![CDATA[SUC'],
  ['nginx 502', 'open', 'HTTP_UNAVAILABLE', { status: 502, body: '<html>Bad Gateway</html>' }],
  ['an unsigned SUCCESS', 'open', 'SIGN_MISSING', '<xml><return_code>SUCCESS</return_code></xml>'],
  [
    'a SUCCESS signed with another key',
    'open',
    'SIGN_INVALID',
    signedAnswer({ ...merchant, apiKey: 'x'.repeat(32) }, {}),
  ],
  ['an answer for another merchant', 'open', 'MCH_ID_MISMATCH', signedAnswer({ ...merchant, mchId: '10000200' }, {})],
  ['an unknown err_code', 'open', 'UNKNOWN_ERR_CODE', refusal('NEW_CODE')],
  [
    'an unknown return_msg',
    'open',
    'RETURN_FAIL',
    '<xml><return_code>FAIL</return_code><return_msg>?</return_msg></xml>',
  ],
  ['a limit on requests', 'open', 'FREQUENCY_LIMITED', refusal('FREQUENCY_LIMITED')],
  ['no permission', 'refused', 'NOAUTH', refusal('NOAUTH')],
  [
    'a refused sign',
    'refused',
    'SIGNERROR',
    '<xml><return_code>FAIL</return_code><return_msg>签名错误</return_msg></xml>',
  ],
  ['a refused parameter', 'refused', 'PARAM_ERROR', refusal('PARAM_ERROR')],
]

/** The gateway over a wire that always brings the same; `sent` holds the fields of each request. */
export function gatewayOver(wire: Wire, { withCertificate = true } = {}) {
  const sent: { path: string; fields: Record<string, string> }[] = []
  const client = createWxPayClient({
    ...merchant,
    ...(withCertificate && {
      certificate: testCertificate,
    }),
    now: () => now,
    wait: async () => undefined,
    transport: async ({ url, body }) => {
      sent.push({ path: new URL(url).pathname, fields: parseXml(body) })
      if (wire instanceof Error) throw wire
      const { status, body: told } = typeof wire === 'string' ? { status: 200, body: wire } : wire
      return { status, headers: {}, body: typeof told === 'string' ? Buffer.from(told) : told }
    },
  })
  onTestFinished(() => client.close())
  return { gateway: createGateway(client, 'https://notify.shop.example'), sent }
}
