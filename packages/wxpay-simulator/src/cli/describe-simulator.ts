import type { Simulator } from '../start-simulator.ts'

/** Returns the output of the command once it listens: one line of JSON for programs, a text in two languages for people. */
export function describeSimulator(
  simulator: Pick<Simulator, 'url' | 'controlUrl' | 'caFile' | 'merchant'>,
  asJson: boolean,
): string {
  const { url, controlUrl, caFile, merchant } = simulator
  const { appId, mchId, apiKey, signType, certFile, keyFile, p12File } = merchant
  const facts = { url, controlUrl, caFile, appId, mchId, apiKey, signType, certFile, keyFile, p12File }
  if (asJson) return `${JSON.stringify(facts)}\n`
  return `WeChat Pay simulator 微信支付模拟网关
  gateway 网关            ${url}   (instead of https://api.mch.weixin.qq.com)
  trust this CA 信任根证书  ${caFile}
  appid                   ${appId}
  mch_id 商户号            ${mchId}
  API key API密钥          ${apiKey}
  sign_type 签名方式        ${signType} (MD5 works too)
  certificate 商户证书      ${certFile}
  private key 证书私钥      ${keyFile}
  PKCS#12                 ${p12File} (password 密码: ${mchId})
  control API 控制接口      ${controlUrl}
Ctrl-C ends it. 按 Ctrl-C 结束。
`
}
