import { buildXml } from '../xml/build-xml.ts'

const RETURN_MSG_MAX_CHARS = 128

/**
 * The body that ends the deliveries of a notification; sent with HTTP 200 once its effect is durable.
 *
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011937248
 */
export function acknowledge(): string {
  return buildXml({ return_code: 'SUCCESS', return_msg: 'OK' })
}

/** The body that asks for the notification to be delivered again. @param reason what WeChat's side may read */
export function reject(reason: string): string {
  return buildXml({ return_code: 'FAIL', return_msg: [...reason].slice(0, RETURN_MSG_MAX_CHARS).join('') })
}
