/** A mistake of a caller, who can mend it: the control API answers HTTP 400 with its message. */
export class InputError extends Error {
  constructor(message: string) {
    super(`[wxpay-simulator] ${message}`)
    this.name = 'InputError'
  }
}
