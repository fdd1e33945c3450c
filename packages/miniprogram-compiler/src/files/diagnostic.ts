/** Message of the compiler about one place of the mini program. */
export interface Diagnostic {
  /** Relative to the mini program, with `/`. */
  file: string
  line?: number
  message: string
  level: 'error' | 'warning'
  /** Not under miniprogram_npm: the mini program's own to mend. */
  own: boolean
}
