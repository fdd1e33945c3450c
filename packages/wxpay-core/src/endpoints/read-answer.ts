import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { WireFields } from '../fields/fields.ts'
import { checkMerchant, type Merchant } from '../fields/merchant.ts'
import { checkSign } from '../sign/check-sign.ts'
import { parseXml } from '../xml/parse-xml.ts'
import type { Endpoint } from './endpoint.ts'
import { codeOfReturnText, type EndpointName, reactionTo } from './gateway-codes.ts'

/**
 * Reads the gateway's answer: return_code (communication), sign, appid and mch_id, result_code (business), result.
 *
 * Only return_code FAIL comes unsigned; everything else must carry our sign, a refusal too.
 *
 * @throws WxPayError
 */
export function readAnswer<P, R>(
  endpoint: Endpoint<P, R>,
  body: Buffer,
  { sent, merchant }: { sent: WireFields; merchant: Merchant },
): R {
  const answer = parseMessage(body)
  if (answer.return_code !== 'SUCCESS') throw returnFailure(endpoint.name, answer)
  checkSign(answer, merchant)
  checkMerchant(answer, merchant)
  if (answer.result_code !== 'SUCCESS') throw resultFailure(endpoint.name, answer)
  return endpoint.decode(answer, sent)
}

/** @throws WxPayError ANSWER_NOT_XML for a page of a proxy, XML_… for a message that the guard refuses */
export function parseMessage(body: Buffer): Record<string, string> {
  const start = body.subarray(0, 64).toString()
  if ('<xml>'.startsWith(start.slice(0, 5)) || start.startsWith('<?xml')) return parseXml(body)
  throw new WxPayError(
    'ANSWER_NOT_XML',
    `the answer starts with ${formatValue(start)}. Likely cause: a proxy or a load balancer answered, not WeChat Pay`,
  )
}

function returnFailure(endpoint: EndpointName, answer: WireFields): WxPayError {
  if (answer.return_code !== 'FAIL') {
    return new WxPayError('BAD_FIELD', `return_code is ${formatValue(answer.return_code)}: expected SUCCESS or FAIL`)
  }
  const text = answer.return_msg ?? ''
  const { code, ...reaction } = reactionTo(endpoint, codeOfReturnText(text))
  return new WxPayError(code, `${endpoint} was refused: return_msg ${formatValue(text)}`, {
    ...reaction,
    description: text,
  })
}

function resultFailure(endpoint: EndpointName, answer: WireFields): WxPayError {
  if (answer.result_code !== 'FAIL' || !answer.err_code) {
    const { result_code, err_code } = answer
    return new WxPayError(
      'BAD_FIELD',
      `result_code is ${formatValue(result_code)} with err_code ${formatValue(err_code)}: expected SUCCESS, or FAIL and a code`,
    )
  }
  const { code, ...reaction } = reactionTo(endpoint, answer.err_code)
  const description = answer.err_code_des
  const said = `err_code ${formatValue(answer.err_code)}, err_code_des ${formatValue(description)}`
  return new WxPayError(code, `${endpoint} was refused: ${said}`, { ...reaction, description })
}
