import { isIP } from 'node:net'
import { parseCompactTime } from '../shared/beijing-time.ts'

/** One element that a request may carry. Lengths are bytes of UTF-8. */
export interface FieldRule {
  name: string
  required?: true
  min?: number
  max: number
  format?: (value: string) => boolean
  /** The gateway's words for a wrong format, where they are not the usual ones. */
  formatText?: string
}

/** Problem with the form of a request. */
export interface FieldFault {
  kind: 'no-merchant' | 'unknown' | 'missing' | 'length' | 'format'
  field: string
  text?: string
}

/** Finds the first fault: unknown elements, then the rules in their order. */
export function checkFields(rules: readonly FieldRule[], values: ReadonlyMap<string, string>): FieldFault | undefined {
  // Of a message that names no merchant the gateway says no more than this.
  if (values.has('appid') && !values.has('mch_id')) return { kind: 'no-merchant', field: 'mch_id' }
  const known = new Set(rules.map((rule) => rule.name))
  for (const name of values.keys()) if (!known.has(name)) return { kind: 'unknown', field: name }
  for (const rule of rules) {
    const fault = checkField(rule, values.get(rule.name) ?? '')
    if (fault !== undefined) return fault
  }
  return undefined
}

function checkField(rule: FieldRule, value: string): FieldFault | undefined {
  if (value === '') return rule.required ? { kind: 'missing', field: rule.name } : undefined
  const bytes = Buffer.byteLength(value)
  if (bytes > rule.max || bytes < (rule.min ?? 0)) return { kind: 'length', field: rule.name }
  if (rule.format === undefined || rule.format(value)) return undefined
  return { kind: 'format', field: rule.name, ...(rule.formatText !== undefined && { text: rule.formatText }) }
}

/** Makes a format: one of these words. */
export const oneOf =
  (...allowed: string[]) =>
  (value: string) =>
    allowed.includes(value)

const matches = (pattern: RegExp) => (value: string) => pattern.test(value)

/** Formats that several requests share. */
export const FORMATS = {
  digits: matches(/^\d+$/),
  tradeNumber: matches(/^[\w\-|*]+$/),
  refundNumber: matches(/^[\w\-|*@]+$/),
  time: (value: string) => parseCompactTime(value) !== undefined,
  ip: (value: string) => isIP(value) !== 0,
  /** A 64-bit signed integer in plain decimal, which JavaScript can hold exactly. */
  integer: (value: string) => /^-?(?:0|[1-9]\d*)$/.test(value) && Number.isSafeInteger(Number(value)),
  url: (value: string) => /^https?:\/\//.test(value) && URL.canParse(value),
}

/** The elements that every request carries. */
export const COMMON_FIELDS: FieldRule[] = [
  { name: 'appid', required: true, max: 32 },
  { name: 'mch_id', required: true, max: 32, format: FORMATS.digits },
  { name: 'nonce_str', required: true, max: 32 },
  { name: 'sign', required: true, max: 64 },
  { name: 'sign_type', max: 32, format: oneOf('MD5', 'HMAC-SHA256') },
]

/** The rule of an amount; the gateway names the field by its Chinese title in the message. */
export function amountField(name: string, title: string): FieldRule {
  return {
    name,
    required: true,
    max: 20,
    format: FORMATS.integer,
    formatText: `无法将输入源“/body/xml/${name}”映射到目标字段“${title}”中，此字段需要一个合法的 64 位有符号整数`,
  }
}
