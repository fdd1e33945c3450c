import { calculateObjectSize, EJSON } from 'bson'
import { WriteError } from './database-error.ts'
import { assertStorable, plainOf, toPlain, type Value, type ValueObject } from './ejson-value.ts'
import { indexKey } from './plain-value.ts'

/** One version of a document; never changed once made. */
export interface StoredDocument {
  /** The `_id` as a text that is equal exactly for equal ids. */
  readonly idKey: string
  readonly value: ValueObject
  /** `value` as it is sent and kept: canonical extended JSON. */
  readonly text: string
  /** `value` in plain JavaScript. */
  readonly plain: Record<string, unknown>
}

/** @see https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-BSON-Document-Size */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
/** Extended JSON is seldom shorter than BSON and never by this much, so smaller texts need no exact measuring. */
const SURELY_SMALL_CHARS = 1024 * 1024

/**
 * Makes a document to be written.
 * @throws WriteError when it has no usable `_id`, an operator among its fields, or is larger than 16 MiB
 */
export function makeDocument(value: ValueObject): StoredDocument {
  assertStorable(value)
  const document = fromText(JSON.stringify(value), value)
  if (Array.isArray(value._id)) throw new WriteError("The '_id' value cannot be of type array")
  if (document.text.length > SURELY_SMALL_CHARS) {
    const bytes = calculateObjectSize(EJSON.parse(document.text, { relaxed: false }))
    if (bytes > MAX_DOCUMENT_BYTES) {
      throw new WriteError(`object to insert too large. size in bytes: ${bytes}, max size: ${MAX_DOCUMENT_BYTES}`)
    }
  }
  return document
}

/** Takes a document from the text that was kept. */
export function readDocument(text: string): StoredDocument {
  return fromText(text, JSON.parse(text))
}

/** The key of an `_id` that is still a canonical value. */
export function idKeyOf(id: Value): string {
  return indexKey(plainOf(id))
}

function fromText(text: string, value: ValueObject): StoredDocument {
  let plain: Record<string, unknown> | undefined
  return {
    idKey: idKeyOf(value._id ?? null),
    value,
    text,
    get plain() {
      plain ??= toPlain(value)
      return plain
    },
  }
}
