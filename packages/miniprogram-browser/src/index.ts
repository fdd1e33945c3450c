export type { AppConfig } from './compile/app-config.ts'
export { type CompiledApp, compileMiniprogram } from './compile/compile-miniprogram.ts'
export type { Diagnostic } from './compile/diagnostic.ts'
export { USUAL_PORT } from './serve/listen-preferring.ts'
export {
  type MiniprogramBrowser,
  type MiniprogramBrowserOptions,
  startMiniprogramBrowser,
} from './serve/start-miniprogram-browser.ts'
