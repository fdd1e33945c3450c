import type { AppConfig, Diagnostic } from '@stack/miniprogram-compiler/types'

/** Settings that workbench and phone load first. */
export interface Boot {
  title: string
  /** Distinguishes the storage of different mini programs of one origin. */
  appKey: string
  users: { name: string; openid: string }[]
  /** True if a simulator stands behind the cashier. */
  hasCashier: boolean
  /** True if the stack has a movable clock. */
  hasClock: boolean
  /** Milliseconds by which the stack's clock differs from real time. */
  offsetMs: number
  /** Address of a style sheet with fonts, relative to the page. */
  fontCss: string | null
  /** Absent when the mini program does not compile; then `diagnostics` says why. */
  config?: AppConfig
  diagnostics: Diagnostic[]
}
