import type { ShopRefundView } from '@stack/contract'

const elsewhere = '请用其他方式退款给买家'
const certificate = '商户证书无效，请联系技术人员更换证书'
const notBound = '小程序与商户号没有绑定，请到微信支付商户平台检查'
const unexplained = '微信支付没有说明原因，请到微信支付商户平台查看'

/**
 * What the refusals of a refund mean for a merchant, by their codes.
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4
 */
const sentences: Partial<Record<string, string>> = {
  NOTENOUGH: '商户账户余额不足，请充值后重新提交',
  TRADE_OVERDUE: `付款已超过一年，微信支付不再受理，${elsewhere}`,
  USER_ACCOUNT_ABNORMAL: `买家的微信账户已注销，${elsewhere}`,
  ORDERNOTEXIST: '微信支付没有查到这笔付款，请到微信支付商户平台核对',
  REFUND_FEE_MISMATCH: '退款金额与首次提交时不一致，请联系技术人员',
  NOAUTH: '商户号没有退款权限，请到微信支付商户平台检查',
  SIGNERROR: 'API 密钥不正确，请联系技术人员检查',
  APPID_NOT_EXIST: notBound,
  MCHID_NOT_EXIST: notBound,
  APPID_MCHID_NOT_MATCH: notBound,
  BAD_CERTIFICATE: certificate,
  NO_CERTIFICATE: certificate,
  CERT_REQUIRED: certificate,
  CERT_REJECTED: certificate,
  CERT_ERROR: certificate,
}

/** The Chinese words in a message: what WeChat Pay said itself. */
const quoted = /[\u4e00-\u9fff][^"]*/

/** Why WeChat Pay did not take a refund, as a merchant reads it. */
export function explainRefusal({ code, message }: NonNullable<ShopRefundView['refusal']>): string {
  // The code ERROR stands for anything: only the words beside it tell.
  const [words] = (code === 'ERROR' && quoted.exec(message)) || []
  return sentences[code] ?? words ?? unexplained
}
