const SHOWN_CHARS = 40

/** A value for an error message: quoted, escaped, at most 40 characters of it. */
export function formatValue(value: unknown): string {
  if (typeof value !== 'string') return value === null || typeof value === 'object' ? 'an object' : String(value)
  return JSON.stringify(value.length > SHOWN_CHARS ? `${value.slice(0, SHOWN_CHARS)}…` : value)
}
