/** Kind of an error; it decides who has to act. */
export type WxPayErrorKind =
  | 'input'
  | 'config'
  | 'network'
  | 'timeout'
  | 'deadline'
  | 'protocol'
  | 'signature'
  | 'business'

/** 'unknown': the gateway may or may not have done it: ask (orderQuery, refundQuery) before anything else. */
export type WxPayOutcome = 'known' | 'unknown'

/** Meaning of a code for the caller. */
export interface CodeMeaning {
  kind: WxPayErrorKind
  /** The same call, with the same numbers and parameters, may succeed at another time. */
  retryable: boolean
  outcome: WxPayOutcome
  meaning: string
}

const code = (kind: WxPayErrorKind, retryable: boolean, outcome: WxPayOutcome, meaning: string): CodeMeaning => ({
  kind,
  retryable,
  outcome,
  meaning,
})
const input = (meaning: string) => code('input', false, 'known', meaning)
const config = (meaning: string) => code('config', false, 'known', meaning)
const notSent = (kind: 'network' | 'timeout' | 'deadline', meaning: string) => code(kind, true, 'known', meaning)
const noAnswer = (kind: 'network' | 'timeout' | 'protocol', meaning: string) => code(kind, true, 'unknown', meaning)
const wrongAnswer = (meaning: string) => code('protocol', false, 'unknown', meaning)
const untrusted = (meaning: string) => code('signature', false, 'unknown', meaning)
/** A gateway's refusal; retryable and outcome depend on the endpoint: see wire/gateway-codes.ts. */
const refusal = (meaning: string) => code('business', false, 'known', meaning)

/** Every code a WxPayError can carry, with its meaning; README.md lists them. */
export const errorCodes = {
  MISSING_PARAM: input('a required parameter is missing'),
  BAD_PARAM: input('a parameter has a value that the gateway would refuse'),
  UNKNOWN_PARAM: input('a parameter that this call does not have'),
  REFUND_EXCEEDS_TOTAL: input('refundFee is larger than totalFee'),

  BAD_OPTION: config('an option of createWxPayClient is wrong'),
  BAD_CERTIFICATE: config('certificate, key, p12 or passphrase cannot be used'),
  NO_CERTIFICATE: config('the call needs a client certificate and none was configured'),
  CERT_REQUIRED: config('the gateway saw no client certificate'),
  CERT_REJECTED: config('the gateway refused the client certificate'),

  DNS_FAILED: notSent('network', 'the name of the gateway could not be resolved'),
  CONNECT_FAILED: notSent('network', 'no connection to the gateway'),
  TLS_FAILED: notSent('network', 'the TLS handshake failed or the server certificate is not trusted'),
  CONNECTION_LOST: noAnswer('network', 'the connection broke before the whole answer had come'),
  CONNECT_TIMEOUT: notSent('timeout', 'no connection within connectMs'),
  READ_TIMEOUT: noAnswer('timeout', 'nothing received for readMs'),
  TOTAL_TIMEOUT: noAnswer('timeout', 'no whole answer within the time of this try'),
  DEADLINE: notSent('deadline', 'under a second was left: the call was not begun'),

  HTTP_STATUS: wrongAnswer('an HTTP status other than 200'),
  HTTP_UNAVAILABLE: noAnswer('protocol', 'an HTTP status of 500 or above'),
  ANSWER_NOT_XML: noAnswer('protocol', 'the answer is no XML message'),
  ANSWER_TOO_LARGE: wrongAnswer('the answer is larger than such an answer can be'),
  APPID_MISMATCH: wrongAnswer('the answer is for another appid'),
  MCH_ID_MISMATCH: wrongAnswer('the answer is for another merchant'),
  ORDER_MISMATCH: wrongAnswer('the answer speaks of another order, refund or amount than was asked for'),
  MISSING_FIELD: wrongAnswer('a message lacks a field that it must have'),
  BAD_FIELD: wrongAnswer('a field of a message has an impossible value'),
  INCONSISTENT_FIELDS: wrongAnswer('amounts or coupons of a message contradict each other'),

  XML_TOO_LARGE: noAnswer('protocol', 'more than 64 KB, 16 KB outside CDATA, or 1000 entities and CDATA sections'),
  XML_NOT_UTF8: noAnswer('protocol', 'not valid UTF-8'),
  XML_CONTROL_CHARACTER: noAnswer('protocol', 'a character that XML 1.0 forbids'),
  XML_TRUNCATED: noAnswer('protocol', 'the message ends too early'),
  XML_DOCTYPE: noAnswer('protocol', 'a DOCTYPE'),
  XML_COMMENT: noAnswer('protocol', 'a comment'),
  XML_PROCESSING_INSTRUCTION: noAnswer('protocol', 'a processing instruction, or an XML declaration that is not plain'),
  XML_ENTITY: noAnswer('protocol', 'an entity beyond amp, lt, gt, quot, apos'),
  XML_ATTRIBUTE: noAnswer('protocol', 'an attribute'),
  XML_NAME: noAnswer('protocol', 'an element name that no message has'),
  XML_ROOT: noAnswer('protocol', 'another root element'),
  XML_SECOND_ROOT: noAnswer('protocol', 'a second root element'),
  XML_NESTING: noAnswer('protocol', 'an element inside a field'),
  XML_DUPLICATE: noAnswer('protocol', 'a field twice'),
  XML_TEXT_OUTSIDE: noAnswer('protocol', 'text outside the fields'),
  XML_TOO_MANY_ELEMENTS: noAnswer('protocol', 'more than 200 elements'),
  XML_SYNTAX: noAnswer('protocol', 'no well-formed XML'),

  SIGN_MISSING: untrusted('a message without a sign'),
  SIGN_ALGORITHM_MISMATCH: untrusted('a sign as long as those of the other algorithm'),
  SIGN_INVALID: untrusted('a sign that does not fit: other key, or the message was changed'),

  BILL_FORMAT: wrongAnswer('a bill with unknown columns or an unreadable line'),
  BILL_TRUNCATED: noAnswer('protocol', 'a bill without its summary'),
  BILL_SUM_MISMATCH: wrongAnswer('the summary of a bill contradicts its rows'),

  RETURN_FAIL: code('business', false, 'unknown', 'return_code FAIL with a text that is not known'),
  UNKNOWN_ERR_CODE: code('business', false, 'unknown', 'an err_code that is not known for this call'),

  SYSTEMERROR: code('business', true, 'unknown', 'the gateway had an error; it may have acted'),
  BIZERR_NEED_RETRY: refusal('another request for this order was under way; not refunded'),
  INVALID_REQUEST: refusal('parameters wrong, or different from those first sent with this number'),
  PARAM_ERROR: refusal('a parameter was refused'),
  LACK_PARAMS: refusal('a parameter is missing'),
  NOAUTH: refusal('the merchant has no permission for this call'),
  NOTENOUGH: refusal("balance too low: the payer's when ordering, the merchant's when refunding"),
  ORDERPAID: refusal('the order is paid'),
  ORDERCLOSED: refusal('the order is closed'),
  ORDERNOTEXIST: refusal('the gateway knows no such order (for a refund: no paid one)'),
  ORDER_NOT_READY: refusal('the order is still being processed'),
  ORDERREVERSED: refusal('the order was reversed'),
  OUT_TRADE_NO_USED: refusal('outTradeNo was used already'),
  TRADE_STATE_ERROR: refusal('the state of the order does not allow this'),
  TRADE_OVERDUE: refusal('the payment is older than a year'),
  REFUNDNOTEXIST: refusal('the gateway knows no such refund'),
  REFUND_FEE_MISMATCH: refusal('amounts differ from those first sent with this outRefundNo'),
  USER_ACCOUNT_ABNORMAL: refusal("the buyer's account is closed"),
  INVALID_REQ_TOO_MUCH: refusal('too many erroneous requests'),
  FREQUENCY_LIMITED: refusal('too many requests'),
  INVALID_TRANSACTIONID: refusal('a wrong transactionId'),
  ERROR: refusal('a refusal that only err_code_des explains'),
  APPID_NOT_EXIST: refusal('the gateway knows no such appid'),
  MCHID_NOT_EXIST: refusal('the gateway knows no such merchant'),
  APPID_MCHID_NOT_MATCH: refusal('appid and merchant are not bound to each other'),
  OPENID_MISMATCH: refusal('the openid belongs to another appid'),
  SIGNERROR: refusal("the gateway refused our sign: API key or sign type differ from the merchant platform's"),
  CERT_ERROR: refusal('the gateway refused the certificate'),
  XML_FORMAT_ERROR: refusal('the gateway could not read our XML'),
  REQUIRE_POST_METHOD: refusal('the gateway wants POST'),
  POST_DATA_EMPTY: refusal('the gateway got an empty body'),
  NOT_UTF8: refusal('the gateway got a body that is not UTF-8'),
  NO_BILL_EXIST: refusal('no bill: no trade on that day'),
  BILL_CREATING: refusal('the bill is not ready: ask after 10:00 of the next day'),
  BILL_API_CLOSED: refusal('the merchant may not download bills'),
} as const satisfies Record<string, CodeMeaning>

/** Code of a WxPayError. */
export type WxPayErrorCode = keyof typeof errorCodes
