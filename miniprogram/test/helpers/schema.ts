interface Fields {
  fields: Record<string, Rule>
  required?: readonly string[]
}

/** What a value of a JSON file may be. Objects are closed: a key that is not listed is refused. */
export type Rule =
  | 'boolean'
  | 'number'
  | 'string'
  | RegExp
  | readonly string[]
  | { equals: unknown }
  | { list: Rule; min?: number; max?: number }
  | Fields
  | { keys: RegExp; values: Rule }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkList(
  value: unknown,
  { list, min = 0, max = Infinity }: { list: Rule; min?: number; max?: number },
  at: string,
) {
  if (!Array.isArray(value)) return [`${at} is not a list`]
  const length =
    value.length < min || value.length > max ? [`${at} has ${value.length} items, not ${min} to ${max}`] : []
  return [...length, ...value.flatMap((item, index) => check(item, list, `${at}[${index}]`))]
}

function checkObject(value: unknown, rule: Fields | { keys: RegExp; values: Rule }, at: string): string[] {
  if (!isObject(value)) return [`${at} is not an object`]
  const required = 'fields' in rule ? (rule.required ?? []) : []
  const absent = required.filter((key) => !(key in value)).map((key) => `${at}.${key} is missing`)
  const wrong = Object.entries(value).flatMap(([key, item]) => {
    const known = 'fields' in rule ? rule.fields[key] : rule.keys.test(key) ? rule.values : undefined
    return known === undefined ? [`${at}.${key} is not a known key`] : check(item, known, `${at}.${key}`)
  })
  return [...absent, ...wrong]
}

const isOneOf = (rule: Rule): rule is readonly string[] => Array.isArray(rule)

/** Every way in which `value` breaks `rule`, each with its place. */
export function check(value: unknown, rule: Rule, at: string): string[] {
  const said = `${at} is ${JSON.stringify(value)}`
  if (typeof rule === 'string') return typeof value === rule ? [] : [`${said}, not a ${rule}`]
  if (rule instanceof RegExp) return typeof value === 'string' && rule.test(value) ? [] : [`${said}, not like ${rule}`]
  if (isOneOf(rule)) return rule.includes(String(value)) ? [] : [`${said}, not one of ${rule.join(', ')}`]
  if ('equals' in rule) return value === rule.equals ? [] : [`${said}, not ${JSON.stringify(rule.equals)}`]
  if ('list' in rule) return checkList(value, rule, at)
  return checkObject(value, rule, at)
}
