/** A door answered with a refusal, or did not answer. The message is for people. */
export class UpstreamError extends Error {}

/**
 * Asks a door of the local stack, in JSON.
 * @throws UpstreamError when it cannot be reached, refuses, or answers no JSON
 */
export async function exchangeJson(url: string, body?: object, timeoutMs = 10_000): Promise<Record<string, unknown>> {
  const door = new URL(url)
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  let answer: { ok: boolean; status: number; text: string }
  try {
    const response = await fetch(door, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    answer = { ok: response.ok, status: response.status, text: await response.text() }
  } catch (error) {
    throw new UpstreamError(`[miniprogram-browser] nothing answers at ${door.host}: ${reasonOf(error)}`, {
      cause: error,
    })
  }
  const value = parse(answer.text)
  if (value === undefined)
    throw new UpstreamError(`[miniprogram-browser] ${door.host} answered ${answer.status}, not JSON`)
  if (!answer.ok)
    throw new UpstreamError(String(value.error ?? value.message ?? `${door.host} answered ${answer.status}`))
  return value
}

/** The text of what was thrown; `fetch` keeps the useful one in `cause`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined // not JSON: refused by the caller with the door's name
  }
}
