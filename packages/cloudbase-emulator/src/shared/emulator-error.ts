/**
 * - `manifest_invalid`: cloudbase.json is missing or says something it may not
 * - `function_invalid`: a function's folder or config.json is not as the cloud wants it
 * - `environment_too_large`: a function's configured variables exceed 4 KB
 * - `usage`: a command line that is not understood
 */
export type EmulatorErrorCode = 'manifest_invalid' | 'function_invalid' | 'environment_too_large' | 'usage'

/** An error of the emulator itself, not of the cloud it stands for. */
export class EmulatorError extends Error {
  readonly code: EmulatorErrorCode

  constructor(code: EmulatorErrorCode, message: string, cause?: unknown) {
    super(`[cloudbase-emulator] ${message}`, { cause })
    this.name = 'EmulatorError'
    this.code = code
  }
}
