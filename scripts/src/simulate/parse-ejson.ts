/** Parses canonical extended JSON into plain values where it can, as `EJSON.parse` of bson does. */
type Parse = (text: string, options?: object) => unknown

/** Names and values that need the library: escapes, `__proto__`, and every type but whole numbers. */
const special = /\\|__proto__|"\$(?!numberInt"|numberLong")/

/**
 * Puts a quick way before bson's parser, which visits every value of a document in JavaScript and makes a 64-bit object
 * of every time: texts with no other types than whole numbers become the same values without that.
 */
export function quicken(parse: Parse): Parse {
  return (text, options) => {
    if (options !== undefined || special.test(text)) return parse(text, options)
    return unwrap(JSON.parse(text)) ?? parse(text)
  }
}

/** Replaces wrapped numbers in place; undefined where a wrapper looks otherwise than the library writes it. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const holder = value as Record<string, unknown>
  for (const name in holder) {
    const member = holder[name]
    if (name.startsWith('$')) return readNumber(holder)
    if (typeof member !== 'object' || member === null) continue
    const plain = unwrap(member)
    if (plain === undefined) return undefined
    if (plain !== member) holder[name] = plain
  }
  return holder
}

function readNumber(wrapper: Record<string, unknown>): number | undefined {
  const text = wrapper.$numberInt ?? wrapper.$numberLong
  const number = Number(text)
  const isPlain = typeof text === 'string' && Number.isSafeInteger(number) && String(number) === text
  return isPlain && Object.keys(wrapper).length === 1 ? number : undefined
}
