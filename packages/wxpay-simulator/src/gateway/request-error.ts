import type { Field } from '../wire/write-xml.ts'

/** Problem of a request before its business is checked, in the order of the checks. */
type FaultKind =
  | 'method'
  | 'empty'
  | 'encoding'
  | 'xml'
  | 'no-merchant'
  | 'unknown'
  | 'missing'
  | 'length'
  | 'format'
  | 'appid'
  | 'binding'
  | 'sign'

/** A fault of form or signature. */
export interface RequestError {
  kind: FaultKind
  /** The element it is about; empty where it is about the whole message. */
  field: string
  /** The gateway's words, where they are not the usual ones. */
  text?: string
}

type Texts = Record<FaultKind, (field: string) => string>

const LENGTH = (field: string) => `${field}参数长度有误`

const TEXTS: Record<'payment' | 'bill', Texts> = {
  payment: {
    method: () => '请使用post方法',
    empty: () => 'post数据为空',
    encoding: () => '编码格式错误',
    xml: () => 'XML格式错误',
    // Seen: https://github.com/binarywang/WxJava/issues/433, https://github.com/silenceper/wechat/pull/277.
    'no-merchant': () => 'mch_id参数格式错误',
    unknown: (field) => `不识别的参数${field}`,
    missing: LENGTH,
    length: LENGTH,
    format: (field) => `${field}参数格式错误`,
    appid: () => 'appid不存在',
    binding: () => '商户号mch_id与appid不匹配',
    sign: () => '签名错误',
  },
  bill: {
    method: () => 'require POST method',
    empty: () => 'empty post data',
    encoding: () => 'data format error',
    xml: () => 'data format error',
    'no-merchant': () => 'missing parameter',
    unknown: () => 'invalid parameter',
    missing: () => 'missing parameter',
    length: (field) => `${field} too long`,
    format: (field) => `invalid ${field}`,
    appid: () => 'invalid appid',
    binding: () => 'invalid mch_id',
    sign: () => 'sign error',
  },
}

const BILL_REQUEST_FAULT = '20001'

/** Words a fault as return_code FAIL: two elements, unsigned; bills add error_code. */
export function toFailAnswer(
  fault: RequestError,
  family: 'payment' | 'bill',
): { returnMsg: string; errorCode?: string } {
  const returnMsg = fault.text ?? TEXTS[family][fault.kind](fault.field)
  return family === 'bill' ? { returnMsg, errorCode: BILL_REQUEST_FAULT } : { returnMsg }
}

/** The elements of a return_code FAIL answer. */
export function failureFields({ returnMsg, errorCode }: { returnMsg: string; errorCode?: string }): Field[] {
  return [
    ['return_code', 'FAIL'],
    ['return_msg', returnMsg],
    ...(errorCode === undefined ? [] : [['error_code', errorCode] as const]),
  ]
}
