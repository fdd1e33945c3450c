import type { WxPayErrorCode } from '../errors/error-codes.ts'
import type { SignedPayment } from '../errors/signed-payment.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** Why a notification is not believed, in the order in which it is looked at. */
export type NotifyRefusal =
  /** No flat XML message. */
  | 'bad_xml'
  /** Payment: no sign, or one that does not fit. Nothing after this can be made without the API key. */
  | 'bad_sign'
  | 'appid_mismatch'
  | 'mch_id_mismatch'
  /** Payment: a signed message of another kind, such as an order query's answer. */
  | 'not_a_notification'
  /** return_code or result_code is not SUCCESS. */
  | 'not_success'
  /** Refund: req_info cannot be decrypted to a message. */
  | 'undecryptable'
  | 'missing_field'
  | 'bad_field'
  /** Amounts or coupons contradict each other. */
  | 'inconsistent'

/** A notification that is not believed; `detail` is for the log and names no buyer. */
export interface RefusedNotify {
  ok: false
  refused: NotifyRefusal
  detail: string
  /** Payment: there when sign, appid and mch_id hold and only fields cannot be read. WeChat has this money. */
  signedPayment?: SignedPayment
}

/** The return_msg of the answer FAIL, by what failed; Chinese, as WeChat Pay's own documents word it. */
export const failTexts: Record<NotifyRefusal, string> = {
  bad_xml: 'XML格式错误',
  bad_sign: '签名失败',
  appid_mismatch: 'appid不一致',
  mch_id_mismatch: 'mch_id不一致',
  not_a_notification: '不是支付通知',
  not_success: '通知结果不是SUCCESS',
  undecryptable: '退款通知解密失败',
  missing_field: '参数缺失',
  bad_field: '参数格式校验错误',
  inconsistent: '金额不一致',
}

const refusalOf: Partial<Record<WxPayErrorCode, NotifyRefusal>> = {
  SIGN_MISSING: 'bad_sign',
  SIGN_ALGORITHM_MISMATCH: 'bad_sign',
  SIGN_INVALID: 'bad_sign',
  APPID_MISMATCH: 'appid_mismatch',
  MCH_ID_MISMATCH: 'mch_id_mismatch',
  MISSING_FIELD: 'missing_field',
  BAD_FIELD: 'bad_field',
  INCONSISTENT_FIELDS: 'inconsistent',
}

/** Creates the refusal of a notification. */
export function refuseNotify(refused: NotifyRefusal, detail: string): RefusedNotify {
  return { ok: false, refused, detail: `[wxpay-core] ${detail}` }
}

/** Runs `read` and turns what it throws about the message into a refusal. */
export function orRefuse<T>(read: () => T): T | RefusedNotify {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WxPayError)) throw error
    const refused = refusalOf[error.code] ?? (error.code.startsWith('XML_') ? 'bad_xml' : undefined)
    if (refused === undefined) throw error
    return { ok: false, refused, detail: error.message }
  }
}
