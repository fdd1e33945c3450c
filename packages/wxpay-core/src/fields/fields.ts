import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { Format } from './formats.ts'

/** A message by wire names. */
export type WireFields = Readonly<Record<string, string>>

interface Field<T, O extends boolean> {
  format: Format<T>
  optional: O
  wireName: string | undefined
}

/** The fields of a message by their names here. */
export type FieldTable = Readonly<Record<string, Field<unknown, boolean>>>

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never

/** Result of `readFields` for a table: required fields are there, optional ones may be. */
export type ReadFields<S extends FieldTable> = {
  [K in keyof S as S[K]['optional'] extends false ? K : never]: ValueOf<S[K]>
} & { [K in keyof S as S[K]['optional'] extends false ? never : K]?: ValueOf<S[K]> }

/** Declares a required field. */
export function required<T>(format: Format<T>, wireName?: string): Field<T, false> {
  return { format, optional: false, wireName }
}

/** Declares an optional field. */
export function optional<T>(format: Format<T>, wireName?: string): Field<T, true> {
  return { format, optional: true, wireName }
}

const toWireName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The elements that a table reads. */
export const wireNamesOf = (table: FieldTable): string[] =>
  Object.entries(table).map(([name, { wireName = toWireName(name) }]) => wireName)

/** Whatever names a buyer stays out of messages. */
const show = (name: string, value: unknown) => (name === 'openid' ? 'not one (hidden)' : formatValue(value))

/** Parameters to wire fields. @throws WxPayError MISSING_PARAM, BAD_PARAM, UNKNOWN_PARAM */
export function writeFields(params: object, table: FieldTable): Record<string, string> {
  const values = new Map<string, unknown>(Object.entries(params).filter(([, value]) => value !== undefined))
  for (const name of values.keys()) {
    if (!Object.hasOwn(table, name)) throw new WxPayError('UNKNOWN_PARAM', `there is no parameter ${formatValue(name)}`)
  }
  const fields: Record<string, string> = {}
  for (const [name, { format, optional, wireName = toWireName(name) }] of Object.entries(table)) {
    if (values.has(name)) {
      const written = format.write(values.get(name))
      if (written === undefined) {
        const cause = format.explain?.(values.get(name))
        const hint = cause === undefined ? '' : `. Likely cause: ${cause}`
        throw new WxPayError(
          'BAD_PARAM',
          `${name} is ${show(name, values.get(name))}: expected ${format.expect}${hint}`,
        )
      }
      fields[wireName] = written
    } else if (!optional) {
      throw new WxPayError('MISSING_PARAM', `${name} is missing: expected ${format.expect}`)
    }
  }
  return fields
}

/**
 * Wire fields to typed values; an empty element counts as absent, elements that the table does not name are left alone.
 *
 * @param suffix of the wire names, such as `_0` for the first of several refunds
 * @throws WxPayError MISSING_FIELD, BAD_FIELD
 */
export function readFields<S extends FieldTable>(fields: WireFields, table: S, suffix = ''): ReadFields<S> {
  const values: Record<string, unknown> = {}
  for (const [name, { format, optional, wireName = toWireName(name) }] of Object.entries(table)) {
    const fullName = wireName + suffix
    const received = fields[fullName]
    if (received) {
      const value = format.read(received)
      if (value === undefined) {
        throw new WxPayError('BAD_FIELD', `${fullName} is ${show(name, received)}: expected ${format.expect}`)
      }
      values[name] = value
    } else if (!optional) {
      throw new WxPayError('MISSING_FIELD', `${fullName} is missing: expected ${format.expect}`)
    }
  }
  return values as ReadFields<S>
}
