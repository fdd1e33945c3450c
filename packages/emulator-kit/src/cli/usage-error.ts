/** A command was called wrongly, or cannot work as things stand: printed without a stack. */
export class UsageError extends Error {
  readonly code = 'usage'
}
