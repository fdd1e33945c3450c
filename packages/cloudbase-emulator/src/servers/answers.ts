import type { HttpResponse } from '@stack/emulator-kit/http'

// Without exactly this type the SDK takes an answer for a protobuf.
const JSON_TYPE = 'application/json; charset=utf-8'

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown): HttpResponse {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(value) }
}

/** An answer to a request that the emulator itself does not understand. */
export function refusal(status: number, code: string, message: string): HttpResponse {
  return jsonAnswer(status, { code, message: `[cloudbase-emulator] ${message}` })
}

/** Reads a JSON object; undefined when the body is not one. */
export function readJsonObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined // not JSON: the caller refuses it by name
  }
}
