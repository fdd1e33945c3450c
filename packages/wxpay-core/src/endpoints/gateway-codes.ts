import type { WxPayErrorCode, WxPayOutcome } from '../errors/error-codes.ts'

/** The calls, by the names of their paths. */
export type EndpointName = 'unifiedorder' | 'orderquery' | 'closeorder' | 'refund' | 'refundquery' | 'downloadbill'

interface Reaction {
  retryable: boolean
  outcome: WxPayOutcome
}

/** Refused for good. */
const never: Reaction = { retryable: false, outcome: 'known' }
/** Refused for now: nothing happened, the same call may pass later. */
const later: Reaction = { retryable: true, outcome: 'known' }
/** It may have happened: the same call, with the same numbers, shows it. */
const unsure: Reaction = { retryable: true, outcome: 'unknown' }

type Reactions = Partial<Record<WxPayErrorCode, Reaction>>

const everywhere: Reactions = {
  SYSTEMERROR: unsure,
  NOAUTH: never,
  APPID_NOT_EXIST: never,
  MCHID_NOT_EXIST: never,
  APPID_MCHID_NOT_MATCH: never,
  LACK_PARAMS: never,
  PARAM_ERROR: never,
  INVALID_REQUEST: never,
  OPENID_MISMATCH: never,
  SIGNERROR: never,
  XML_FORMAT_ERROR: never,
  REQUIRE_POST_METHOD: never,
  POST_DATA_EMPTY: never,
  NOT_UTF8: never,
  FREQUENCY_LIMITED: later,
  // A text that is not known may stand for anything: nothing is concluded from it.
  RETURN_FAIL: { retryable: false, outcome: 'unknown' },
}

/** Meaning of each refusal of each call for the caller. */
const reactions: Record<EndpointName, Reactions> = {
  unifiedorder: {
    ...everywhere,
    NOTENOUGH: later,
    ORDERPAID: never,
    ORDERCLOSED: never,
    OUT_TRADE_NO_USED: never,
  },
  orderquery: { ...everywhere, ORDERNOTEXIST: never, INVALID_TRANSACTIONID: never },
  closeorder: {
    ...everywhere,
    ORDERPAID: never,
    ORDERCLOSED: never,
    ORDERNOTEXIST: never,
    ORDERREVERSED: never,
    TRADE_STATE_ERROR: never,
  },
  refund: {
    ...everywhere,
    BIZERR_NEED_RETRY: later,
    NOTENOUGH: later,
    INVALID_REQ_TOO_MUCH: later,
    ORDER_NOT_READY: later,
    TRADE_OVERDUE: never,
    ERROR: never,
    USER_ACCOUNT_ABNORMAL: never,
    INVALID_TRANSACTIONID: never,
    ORDERNOTEXIST: never,
    CERT_ERROR: never,
    REFUND_FEE_MISMATCH: never,
  },
  refundquery: { ...everywhere, REFUNDNOTEXIST: never, INVALID_TRANSACTIONID: never },
  downloadbill: { ...everywhere, NO_BILL_EXIST: never, BILL_CREATING: later, BILL_API_CLOSED: never },
}

/** Looks up an err_code for a call; what the tables do not know is UNKNOWN_ERR_CODE, its outcome unknown. */
export function reactionTo(endpoint: EndpointName, errCode: string): Reaction & { code: WxPayErrorCode } {
  const known = Object.entries(reactions[endpoint]).find(([code]) => code === errCode)
  if (known === undefined) return { code: 'UNKNOWN_ERR_CODE', retryable: false, outcome: 'unknown' }
  return { code: known[0] as WxPayErrorCode, ...known[1] }
}

/**
 * The texts of return_code FAIL, which comes without an err_code.
 *
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985
 */
const returnTexts: [text: RegExp, code: WxPayErrorCode][] = [
  [/^签名错误|^sign error$/i, 'SIGNERROR'],
  [/^appid不存在/i, 'APPID_NOT_EXIST'],
  [/^商户号mch_id与appid不匹配/, 'APPID_MCHID_NOT_MATCH'],
  [/^appid and openid not match$/, 'OPENID_MISMATCH'],
  [/必须传openid$/, 'LACK_PARAMS'],
  [/参数(?:格式错误|长度有误)|^invalid spbill_create_ip$|^不识别的参数|^无法将输入源/, 'PARAM_ERROR'],
  [/产品权限未开通|^受理关系不存在/, 'NOAUTH'],
  [/^system ?error$|系统(?:繁忙|错误|超时)/i, 'SYSTEMERROR'],
]

/** The code of a return_msg; RETURN_FAIL for one that is not known. */
export function codeOfReturnText(text: string): WxPayErrorCode {
  return returnTexts.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? 'RETURN_FAIL'
}
