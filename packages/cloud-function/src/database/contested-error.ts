/** Others were faster every time: nothing was decided, and the same call again is safe. */
export class ContestedError extends Error {
  readonly code = 'CONTESTED'
}
