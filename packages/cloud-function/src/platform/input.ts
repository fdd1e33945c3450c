/** A field is missing or of the wrong form. The edge turns it into the refusal `bad_input`. */
export class InputError extends Error {
  readonly field: string
  constructor(field: string, wanted: string) {
    super(`${field}: ${wanted}`)
    this.field = field
  }
}

/** The caller's data, field by field. Unknown fields are ignored; nothing but what is asked for gets in. */
export interface Input {
  string(field: string, form: RegExp, wanted: string): string
  optionalString(field: string, form: RegExp, wanted: string): string | undefined
  text(field: string, maxLength: number): string
  integer(field: string, min: number, max: number): number
  optionalInteger(field: string, min: number, max: number): number | undefined
  /** A boolean; false when it is absent. */
  flag(field: string): boolean
  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined
  list(field: string, max: number): Input[]
  has(field: string): boolean
}

// Control characters, lone surrogates and U+FFFE/U+FFFF cannot stand in XML, and refund reasons do.
const badText = /[\p{Cc}\p{Cs}\ufffe\uffff]/u

/** Reads the data of a call. Every reader throws {@link InputError}. */
export function readInput(data: unknown, path = ''): Input {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new InputError(path === '' ? 'data' : path.slice(0, -1), 'an object is needed')
  }
  const own = (field: string): unknown =>
    Object.hasOwn(data, field) ? (data as Record<string, unknown>)[field] : undefined
  const input: Input = {
    string(field, form, wanted) {
      const value = own(field)
      if (typeof value !== 'string' || !form.test(value)) throw new InputError(path + field, wanted)
      return value
    },
    optionalString: (field, form, wanted) => (input.has(field) ? input.string(field, form, wanted) : undefined),
    text(field, maxLength) {
      const value = own(field) ?? ''
      const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : null
      if (text === null || text.length > maxLength || badText.test(text)) {
        throw new InputError(path + field, `text of at most ${maxLength} characters is needed`)
      }
      return text
    },
    integer(field, min, max) {
      const value = own(field)
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
        throw new InputError(path + field, `a whole number from ${min} to ${max} is needed`)
      }
      return value
    },
    optionalInteger: (field, min, max) => (input.has(field) ? input.integer(field, min, max) : undefined),
    flag(field) {
      const value = own(field) ?? false
      if (typeof value !== 'boolean') throw new InputError(path + field, 'true or false is needed')
      return value
    },
    oneOf(field, values) {
      if (!input.has(field)) return undefined
      const value = values.find((known) => known === own(field))
      if (value === undefined) throw new InputError(path + field, `one of ${values.join(', ')} is needed`)
      return value
    },
    list(field, max) {
      const value = own(field)
      if (!Array.isArray(value) || value.length > max) {
        throw new InputError(path + field, `a list of at most ${max} is needed`)
      }
      return value.map((item, index) => readInput(item, `${path}${field}[${index}].`))
    },
    has: (field) => own(field) !== undefined && own(field) !== null,
  }
  return input
}
