import type { AppConfig, Diagnostic } from '@stack/miniprogram-compiler/types'

/** What workbench and phone have to know before anything else. */
export interface Boot {
  title: string
  /** Distinguishes the storage of different mini programs of one origin. */
  appKey: string
  users: { name: string; openid: string }[]
  /** Whether a simulator stands behind the cashier. */
  hasCashier: boolean
  /** Whether the stack has a clock that can be moved. */
  hasClock: boolean
  /** Milliseconds by which the stack's clock differs from real time. */
  offsetMs: number
  /** Address of a style sheet with fonts, relative to the page. */
  fontCss: string | null
  /** Absent when the mini program does not compile; then `diagnostics` says why. */
  config?: AppConfig
  diagnostics: Diagnostic[]
}
