import { createDecipheriv, createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { answer, nginxPage, writeAnswer } from '../../src/gateway/write-answer.ts'
import { writePayNotification } from '../../src/notify/write-pay-notification.ts'
import {
  encryptRefundInfo,
  writeRefundInfo,
  writeRefundNotification,
} from '../../src/notify/write-refund-notification.ts'
import { MERCHANT } from '../helpers/core.ts'

const signer = (nonce: string) => ({ merchant: MERCHANT, signType: 'MD5' as const, nonce })

describe('answers, byte for byte', () => {
  test('return_code FAIL: two elements, unsigned', () => {
    expect(writeAnswer({ returnMsg: '签名错误' }, 'signed-last', signer('n'))).toBe(
      '<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[签名错误]]></return_msg>\n</xml>',
    )
  })

  test('orderquery of an unpaid order', () => {
    const fields = [
      ['device_info', ''],
      ['trade_state', 'NOTPAY'],
      ['total_fee', 88],
      ['out_trade_no', '20150806125346'],
      ['trade_state_desc', '订单未支付'],
    ] as const
    expect(writeAnswer({ fields: [...fields] }, 'signed-last', signer('VuiOJC5YH94H861V'))).toBe(
      `<xml><return_code><![CDATA[SUCCESS]]></return_code>
<return_msg><![CDATA[OK]]></return_msg>
<result_code><![CDATA[SUCCESS]]></result_code>
<mch_id><![CDATA[10000100]]></mch_id>
<appid><![CDATA[wxd930ea5d5a258f4f]]></appid>
<device_info><![CDATA[]]></device_info>
<trade_state><![CDATA[NOTPAY]]></trade_state>
<total_fee>88</total_fee>
<out_trade_no><![CDATA[20150806125346]]></out_trade_no>
<trade_state_desc><![CDATA[订单未支付]]></trade_state_desc>
<nonce_str><![CDATA[VuiOJC5YH94H861V]]></nonce_str>
<sign><![CDATA[9A2B53FBDEC30E81E9AC3D5D064C041B]]></sign>
</xml>`,
    )
  })

  test('unifiedorder', () => {
    const fields = [
      ['prepay_id', 'wx15181735729371b4393402634942bc0000'],
      ['trade_type', 'JSAPI'],
    ] as const
    expect(writeAnswer({ fields: [...fields] }, 'signed-first', signer('IITRi8Iabbblz1Jc'))).toBe(
      `<xml><return_code><![CDATA[SUCCESS]]></return_code>
<return_msg><![CDATA[OK]]></return_msg>
<result_code><![CDATA[SUCCESS]]></result_code>
<mch_id><![CDATA[10000100]]></mch_id>
<appid><![CDATA[wxd930ea5d5a258f4f]]></appid>
<nonce_str><![CDATA[IITRi8Iabbblz1Jc]]></nonce_str>
<sign><![CDATA[1A53DBEABB48B2A74DBAD0D3A6769902]]></sign>
<prepay_id><![CDATA[wx15181735729371b4393402634942bc0000]]></prepay_id>
<trade_type><![CDATA[JSAPI]]></trade_type>
</xml>`,
    )
  })

  test('a refusal by downloadbill names error_code', () => {
    expect(writeAnswer({ returnMsg: 'No Bill Exist', errorCode: '20002' }, 'signed-last', signer('n'))).toBe(
      '<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[No Bill Exist]]></return_msg>\n<error_code><![CDATA[20002]]></error_code>\n</xml>',
    )
  })

  test('headers', () => {
    expect(answer('').headers).toEqual({ Server: 'nginx', 'Content-Type': 'text/plain', 'Keep-Alive': 'timeout=8' })
  })

  test("nginx's page for a missing certificate", () => {
    expect(nginxPage(400, 'No required SSL certificate was sent')).toEqual({
      status: 400,
      headers: { Server: 'nginx', 'Content-Type': 'text/html', Connection: 'close' },
      body: [
        '<html>',
        '<head><title>400 No required SSL certificate was sent</title></head>',
        '<body bgcolor="white">',
        '<center><h1>400 Bad Request</h1></center>',
        '<center>No required SSL certificate was sent</center>',
        '<hr><center>nginx</center>',
        '</body>',
        '</html>',
        '',
      ].join('\r\n'),
    })
  })
})

const PAID = {
  merchant: MERCHANT,
  outTradeNo: '20150806125346',
  transactionId: '4200000478201912254663157927',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  totalFen: 88,
  bankType: 'OTHERS',
  attach: '支付测试',
  deviceInfo: '',
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  paidAt: Date.parse('2014-10-30T13:35:25+08:00'),
}

describe('the payment notification', () => {
  test('byte for byte, MD5', () => {
    expect(writePayNotification({ ...PAID, signType: 'MD5' })).toBe(
      `<xml><appid><![CDATA[wxd930ea5d5a258f4f]]></appid>
<attach><![CDATA[支付测试]]></attach>
<bank_type><![CDATA[OTHERS]]></bank_type>
<cash_fee><![CDATA[88]]></cash_fee>
<fee_type><![CDATA[CNY]]></fee_type>
<is_subscribe><![CDATA[N]]></is_subscribe>
<mch_id><![CDATA[10000100]]></mch_id>
<nonce_str><![CDATA[5K8264ILTKCH16CQ2502SI8ZNMTM67VS]]></nonce_str>
<openid><![CDATA[oUpF8uMuAJO_M2pxb1Q9zNjWeS6o]]></openid>
<out_trade_no><![CDATA[20150806125346]]></out_trade_no>
<result_code><![CDATA[SUCCESS]]></result_code>
<return_code><![CDATA[SUCCESS]]></return_code>
<sign><![CDATA[AB88ABA838A966FD2FCE1242FF93F5C0]]></sign>
<time_end><![CDATA[20141030133525]]></time_end>
<total_fee>88</total_fee>
<trade_type><![CDATA[JSAPI]]></trade_type>
<transaction_id><![CDATA[4200000478201912254663157927]]></transaction_id>
</xml>`,
    )
  })

  test('HMAC-SHA256 changes the sign and adds nothing', () => {
    const body = writePayNotification({ ...PAID, signType: 'HMAC-SHA256' })
    expect(body).toContain('<![CDATA[AAF9F2D62ACF469AA232E65628F854DFE68DA7782869626AD625C77E6D3F745C]]></sign>')
    expect(body).not.toContain('sign_type')
  })

  test('attach and device_info appear only when they were sent', () => {
    const bare = writePayNotification({ ...PAID, attach: '', signType: 'MD5' })
    expect(bare).not.toContain('attach')
    expect(bare).not.toContain('device_info')
    expect(writePayNotification({ ...PAID, deviceInfo: 'WEB', signType: 'MD5' })).toContain(
      '\n<device_info><![CDATA[WEB]]></device_info>\n<fee_type>',
    )
  })
})

const ENDED = {
  outRefundNo: '131811191610442717309',
  outTradeNo: '71106718111915575302817',
  refundId: '50000408942018111907145868882',
  transactionId: '4200000215201811190261405420',
  account: 'REFUND_SOURCE_RECHARGE_FUNDS',
  refundFen: 3960,
  totalFen: 3960,
  status: 'SUCCESS' as const,
  settledAt: Date.parse('2018-11-19T16:24:13+08:00'),
  receivedBy: 'buyer' as const,
  source: 'API' as const,
}

describe('the refund notification', () => {
  test('inner message, byte for byte', () => {
    expect(writeRefundInfo(ENDED)).toBe(`<root>
<out_refund_no><![CDATA[131811191610442717309]]></out_refund_no>
<out_trade_no><![CDATA[71106718111915575302817]]></out_trade_no>
<refund_account><![CDATA[REFUND_SOURCE_RECHARGE_FUNDS]]></refund_account>
<refund_fee><![CDATA[3960]]></refund_fee>
<refund_id><![CDATA[50000408942018111907145868882]]></refund_id>
<refund_recv_accout><![CDATA[支付用户零钱]]></refund_recv_accout>
<refund_request_source><![CDATA[API]]></refund_request_source>
<refund_status><![CDATA[SUCCESS]]></refund_status>
<settlement_refund_fee><![CDATA[3960]]></settlement_refund_fee>
<settlement_total_fee><![CDATA[3960]]></settlement_total_fee>
<success_time><![CDATA[2018-11-19 16:24:13]]></success_time>
<total_fee><![CDATA[3960]]></total_fee>
<transaction_id><![CDATA[4200000215201811190261405420]]></transaction_id>
</root>`)
  })

  // Computed with openssl enc -aes-256-ecb -K <hex of the lower-case md5 of the key>.
  test('req_info of known texts', () => {
    expect(encryptRefundInfo('<root><refund_status>SUCCESS</refund_status></root>', MERCHANT.apiKey)).toBe(
      'bDP/xixH0hFEaZusu714Uyyh0dv8MPgMqVLeIkI0QHBoWJbCzCFX0olPqtxTh2q95uvewe45Es+0+iD/4no6Cg==',
    )
    const whole = encryptRefundInfo(writeRefundInfo(ENDED), MERCHANT.apiKey)
    expect(whole).toHaveLength(1088)
    expect(whole.slice(0, 64)).toBe('4gS8kbcHysCW7bHqyEU0M4GTNkgJQP6/zKHbA/E3CvwLlNgCKUkGRy0OpONZjd4s')
  })

  test('outer message: one line, return_code bare, no sign', () => {
    const body = writeRefundNotification(ENDED, MERCHANT, '0123456789abcdef0123456789abcdef')
    const reqInfo = /<req_info><!\[CDATA\[(.*?)\]\]><\/req_info>/.exec(body)?.[1] ?? ''
    expect(body).toBe(
      `<xml><return_code>SUCCESS</return_code><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[0123456789abcdef0123456789abcdef]]></nonce_str><req_info><![CDATA[${reqInfo}]]></req_info></xml>`,
    )
    const key = createHash('md5').update(MERCHANT.apiKey).digest('hex')
    const decipher = createDecipheriv('aes-256-ecb', key, null)
    const plain = Buffer.concat([decipher.update(reqInfo, 'base64'), decipher.final()]).toString()
    expect(plain).toBe(writeRefundInfo(ENDED))
  })

  test('success_time only for SUCCESS', () => {
    expect(writeRefundInfo({ ...ENDED, status: 'CHANGE' })).not.toContain('success_time')
  })
})
