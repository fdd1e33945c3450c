import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { buildXml } from '../../src/index.ts'
import { signedMessage } from '../../src/testing.ts'
import { captureRejection } from '../helpers/capture.ts'
import { type Answer, answer, fakeGateway, refusal } from '../helpers/fake-gateway.ts'
import { apiKey, md5Merchant, merchant } from '../helpers/merchant.ts'
import { orderQueryAnswer, unifiedOrderAnswer } from '../helpers/vectors.ts'

const outTradeNo = '20150806125346'
const wanted = { outTradeNo, outRefundNo: 'R1', totalFee: 88, refundFee: 40 }
const certificatePage = (text: string) =>
  `<html>\r\n<head><title>400 ${text}</title></head>\r\n<body bgcolor="white">\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>${text}</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
const sent = { ...unifiedOrderAnswer, sign: 'A'.repeat(64) }

test.each([
  ['unsigned', buildXml(unifiedOrderAnswer), 'signature', 'SIGN_MISSING', 'unknown', 1],
  ['signed with another key', buildXml(sent), 'signature', 'SIGN_INVALID', 'unknown', 1],
  [
    'an unsigned refusal',
    buildXml({ ...unifiedOrderAnswer, result_code: 'FAIL', err_code: 'NOTENOUGH' }),
    'signature',
    'SIGN_MISSING',
    'unknown',
    1,
  ],
  ['MD5', signedMessage(unifiedOrderAnswer, md5Merchant), 'signature', 'SIGN_ALGORITHM_MISMATCH', 'unknown', 1],
  ['another appid', answer({ appid: 'wxother' }), 'protocol', 'APPID_MISMATCH', 'unknown', 1],
  ['another merchant', answer({ mch_id: '10000101' }), 'protocol', 'MCH_ID_MISMATCH', 'unknown', 1],
  ['an unknown return_code', buildXml({ return_code: 'OK' }), 'protocol', 'BAD_FIELD', 'unknown', 1],
  ['an unknown result_code', answer({ result_code: 'OK' }), 'protocol', 'BAD_FIELD', 'unknown', 1],
  ['a refusal without a code', answer({ result_code: 'FAIL' }), 'protocol', 'BAD_FIELD', 'unknown', 1],
  ['HTML', '<html><body>hello</body></html>', 'protocol', 'ANSWER_NOT_XML', 'unknown', 3],
  ['JSON', '{}', 'protocol', 'ANSWER_NOT_XML', 'unknown', 3],
  ['nothing', '', 'protocol', 'XML_TRUNCATED', 'unknown', 3],
  ['half an answer', answer(unifiedOrderAnswer).slice(0, 300), 'protocol', 'XML_TRUNCATED', 'unknown', 3],
  ['DOCTYPE', '<xml><!DOCTYPE x></xml>', 'protocol', 'XML_DOCTYPE', 'unknown', 3],
  ['a proxy', { status: 502, body: '<html>502 Bad Gateway</html>' }, 'protocol', 'HTTP_UNAVAILABLE', 'unknown', 3],
  ['503', { status: 503, body: '' }, 'protocol', 'HTTP_UNAVAILABLE', 'unknown', 3],
  ['404', { status: 404, body: '' }, 'protocol', 'HTTP_STATUS', 'unknown', 1],
  ['a redirection', { status: 302, body: '' }, 'protocol', 'HTTP_STATUS', 'unknown', 1],
  [
    '400 of another kind',
    { status: 400, body: '<html>400 Bad Request</html>' },
    'protocol',
    'HTTP_STATUS',
    'unknown',
    1,
  ],
  [
    'no certificate',
    { status: 400, body: certificatePage('No required SSL certificate was sent') },
    'config',
    'CERT_REQUIRED',
    'known',
    1,
  ],
  [
    'a refused certificate',
    { status: 400, body: certificatePage('The SSL certificate error') },
    'config',
    'CERT_REJECTED',
    'known',
    1,
  ],
] as [string, Answer, string, string, string, number][])(
  'answered with %s',
  async (_name, body, kind, code, outcome, tries) => {
    const { client, requests } = fakeGateway([body])
    const error = await captureRejection(client.refund(wanted))
    expect(error).toMatchObject({ kind, code, outcome })
    expect(error.message).toMatch(/^\[wxpay-core\] \S/)
    expect(requests).toHaveLength(tries)
    const text = typeof body === 'object' && 'body' in body ? body.body : String(body)
    expect(error.raw).toBe(text)
  },
)

/** Texts of live answers; return_code FAIL carries nothing else. */
test.each([
  ['签名错误', 'SIGNERROR', 'known'],
  ['签名错误，请检查后再试', 'SIGNERROR', 'known'],
  ['appid不存在', 'APPID_NOT_EXIST', 'known'],
  ['AppID不存在，请检查后再试', 'APPID_NOT_EXIST', 'known'],
  ['商户号mch_id与appid不匹配', 'APPID_MCHID_NOT_MATCH', 'known'],
  ['appid and openid not match', 'OPENID_MISMATCH', 'known'],
  ['JSAPI支付必须传openid', 'LACK_PARAMS', 'known'],
  ['mch_id参数格式错误', 'PARAM_ERROR', 'known'],
  ['body参数长度有误', 'PARAM_ERROR', 'known'],
  ['invalid spbill_create_ip', 'PARAM_ERROR', 'known'],
  ['不识别的参数key', 'PARAM_ERROR', 'known'],
  [
    '无法将输入源“/body/xml/total_fee”映射到目标字段“标价金额”中，此字段需要一个合法的 64 位有符号整数',
    'PARAM_ERROR',
    'known',
  ],
  ['商户号该产品权限未开通，请前往商户平台>产品中心检查后重试', 'NOAUTH', 'known'],
  ['受理关系不存在', 'NOAUTH', 'known'],
  ['SYSTEMERROR', 'SYSTEMERROR', 'unknown'],
  ['系统繁忙，请稍后再试', 'SYSTEMERROR', 'unknown'],
  ['a new text', 'RETURN_FAIL', 'unknown'],
  ['', 'RETURN_FAIL', 'unknown'],
])('return_code FAIL %s', async (text, code, outcome) => {
  const { client } = fakeGateway([buildXml({ return_code: 'FAIL', return_msg: text })])
  const error = await captureRejection(client.refund(wanted))
  expect(error).toMatchObject({ kind: 'business', code, outcome })
  expect(error.message).toContain(text.slice(0, 40))
})

/** https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4 and the pages of the other calls. */
test.each([
  ['unifiedOrder', 'ORDERPAID', false, 'known'],
  ['unifiedOrder', 'ORDERCLOSED', false, 'known'],
  ['unifiedOrder', 'INVALID_REQUEST', false, 'known'],
  ['unifiedOrder', 'OUT_TRADE_NO_USED', false, 'known'],
  ['unifiedOrder', 'NOTENOUGH', true, 'known'],
  ['unifiedOrder', 'NOAUTH', false, 'known'],
  ['unifiedOrder', 'SYSTEMERROR', true, 'unknown'],
  ['refund', 'SYSTEMERROR', true, 'unknown'],
  ['refund', 'BIZERR_NEED_RETRY', true, 'known'],
  ['refund', 'NOTENOUGH', true, 'known'],
  ['refund', 'FREQUENCY_LIMITED', true, 'known'],
  ['refund', 'INVALID_REQ_TOO_MUCH', true, 'known'],
  ['refund', 'ORDER_NOT_READY', true, 'known'],
  ['refund', 'TRADE_OVERDUE', false, 'known'],
  ['refund', 'ERROR', false, 'known'],
  ['refund', 'USER_ACCOUNT_ABNORMAL', false, 'known'],
  ['refund', 'INVALID_TRANSACTIONID', false, 'known'],
  ['refund', 'PARAM_ERROR', false, 'known'],
  ['refund', 'ORDERNOTEXIST', false, 'known'],
  ['refund', 'CERT_ERROR', false, 'known'],
  ['refund', 'REFUND_FEE_MISMATCH', false, 'known'],
] as const)('%s refused with %s', async (call, code, retryable, outcome) => {
  const { client } = fakeGateway([refusal(code)])
  const order = { outTradeNo, totalFee: 88, body: 'b', notifyUrl: 'https://a.cn/n', spbillCreateIp: '::1', openid: 'o' }
  const promise = call === 'refund' ? client.refund(wanted) : client.unifiedOrder(order)
  expect(await captureRejection(promise)).toMatchObject({ kind: 'business', code, retryable, outcome })
})

test('a code that is not known for this call leaves the outcome open and is shown', async () => {
  for (const code of ['NEW_CODE', 'BIZERR_NEED_RETRY', '__proto__']) {
    const { client, requests } = fakeGateway([refusal(code, 'new reason')])
    const error = await captureRejection(client.closeOrder({ outTradeNo }))
    expect(error).toMatchObject({ code: 'UNKNOWN_ERR_CODE', outcome: 'unknown', retryable: false })
    expect(error.message).toContain(`err_code "${code}", err_code_des "new reason"`)
    expect(requests).toHaveLength(1)
  }
})

test('the raw answer is there, but neither it nor the key is logged with the error', async () => {
  const { client } = fakeGateway([
    answer({ ...orderQueryAnswer, trade_state: 'NEW', openid: 'oBuyer', attach: apiKey }),
  ])
  const error = await captureRejection(client.orderQuery({ outTradeNo }))
  expect(error.raw).toContain('oBuyer')
  expect(error.raw).not.toContain(apiKey)
  for (const shown of [inspect(error, { depth: 9 }), JSON.stringify(error), error.message]) {
    expect(shown).not.toContain('oBuyer')
    expect(shown).not.toContain(apiKey)
  }
})

test('a signed answer with elements that are not known is believed', async () => {
  const { client } = fakeGateway([answer({ ...orderQueryAnswer, new_field: 'x', err_code: 'SUCCESS' })])
  expect(await client.orderQuery({ outTradeNo })).toMatchObject({ tradeState: 'NOTPAY' })
  expect(merchant.signType).toBe('HMAC-SHA256')
})
