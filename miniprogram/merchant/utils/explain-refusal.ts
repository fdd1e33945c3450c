import type { ShopRefundView } from '@stack/contract'

/** Advice for a refund that ended without the money at the buyer. */
export type RefundVerb = 'approve' | 'settle' | 'paid' | 'abandon' | 'start' | 'query' | 'resolve'

interface Meaning {
  text: string
  /** Action that leads out of it. */
  advice?: RefundVerb
}

const elsewhere = '请用其他方式退款给买家'
const certificate = '商户证书无效，请联系技术人员更换证书'
const notBound = '小程序与商户号没有绑定，请到微信支付商户平台检查'
const unexplained = '微信支付没有说明原因，请到微信支付商户平台查看'

/**
 * Meaning of a refund's refusals for a merchant, by code.
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4
 */
const meanings: Partial<Record<string, Meaning>> = {
  NOTENOUGH: { text: '商户账户余额不足，请充值后重新提交', advice: 'approve' },
  TRADE_OVERDUE: { text: `付款已超过一年，微信支付不再受理，${elsewhere}`, advice: 'settle' },
  USER_ACCOUNT_ABNORMAL: { text: `买家的微信账户已注销，${elsewhere}`, advice: 'settle' },
  ORDERNOTEXIST: { text: '微信支付没有查到这笔付款，请到微信支付商户平台核对' },
  REFUND_FEE_MISMATCH: { text: '退款金额与首次提交时不一致，请联系技术人员' },
  NOAUTH: { text: '商户号没有退款权限，请到微信支付商户平台检查' },
  SIGNERROR: { text: 'API 密钥不正确，请联系技术人员检查' },
  APPID_NOT_EXIST: { text: notBound },
  MCHID_NOT_EXIST: { text: notBound },
  APPID_MCHID_NOT_MATCH: { text: notBound },
  BAD_CERTIFICATE: { text: certificate },
  NO_CERTIFICATE: { text: certificate },
  CERT_REQUIRED: { text: certificate },
  CERT_REJECTED: { text: certificate },
  CERT_ERROR: { text: certificate },
}

/** The Chinese words in a message: what WeChat Pay said itself. */
const quoted = /[\u4e00-\u9fff][^"]*/

/** Why WeChat Pay did not take a refund, as a merchant reads it: in its own words where the code is not known. */
export function explainRefusal({ code, message }: NonNullable<ShopRefundView['refusal']>): Meaning {
  return meanings[code] ?? { text: quoted.exec(message)?.[0] ?? unexplained }
}
