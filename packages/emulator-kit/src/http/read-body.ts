import type { IncomingMessage } from 'node:http'

/** The request's body is larger than the server takes. */
export class BodyTooLargeError extends Error {}

/**
 * Reads a request's body whole.
 * @throws BodyTooLargeError as soon as it is known to exceed `maxBytes`; the rest of the body then still flows
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new BodyTooLargeError(`[emulator-kit] the body exceeds ${maxBytes} bytes`))
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge()
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else tooLarge()
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
  })
}
