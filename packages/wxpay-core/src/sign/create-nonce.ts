import crypto from 'node:crypto'

/** An unpredictable nonce_str: 32 lower-case hex characters, 128 random bits. */
export function createNonce(): string {
  return crypto.randomBytes(16).toString('hex')
}
