/** Something in the page's request is not as it has to be; answered with HTTP 400. */
export class InputError extends Error {}

/** @throws InputError when the body is no JSON object */
export function readObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // refused below, like JSON of another kind
  }
  throw new InputError('the body has to be a JSON object')
}

/** @throws InputError when `value` is not a whole number from 0 on */
export function readCount(value: unknown, name: string): number {
  const count = typeof value === 'number' || /^\d+$/.test(String(value)) ? Number(value) : Number.NaN
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw new InputError(`"${name}" is ${JSON.stringify(value)}, it has to be a whole number from 0 on`)
}

/** @throws InputError when `value` is not a text */
export function readText(value: unknown, name: string): string {
  if (typeof value === 'string') return value
  throw new InputError(`"${name}" is ${JSON.stringify(value)}, it has to be a text`)
}
