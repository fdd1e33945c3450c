import { randomBytes } from 'node:crypto'

/** Makes a secret of 32 hex characters, for the path prefix of a door that only the stack itself may use. */
export function randomToken(): string {
  return randomBytes(16).toString('hex')
}
