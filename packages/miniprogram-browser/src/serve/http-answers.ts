import type { HttpResponse } from '@stack/emulator-kit/http'

// The address holds a token: no page that is linked or loaded from here shall learn it from its Referer.
const GUARDS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
}

/** A file. */
export function fileAnswer(type: string, body: string | Uint8Array): HttpResponse {
  return { status: 200, headers: { ...GUARDS, 'content-type': type }, body: Buffer.from(body) }
}

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown): HttpResponse {
  return {
    status,
    headers: { ...GUARDS, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

/** A refusal, with a sentence for people. */
export function refusal(status: number, message: string): HttpResponse {
  return jsonAnswer(status, { error: `[miniprogram-browser] ${message}` })
}
