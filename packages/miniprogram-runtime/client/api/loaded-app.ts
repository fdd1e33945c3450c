import type { AppBundle, AppConfig } from '@stack/miniprogram-compiler/types'

/** A compiled mini program, its scripts run and waiting to be started; it can be started any number of times. */
export interface LoadedApp {
  config: AppConfig
  /** `styles.json`: css by path. */
  styles: Record<string, string>
  /** Content of `globalThis.__miniprogram`, which `app.js` and `templates.js` fill. */
  bundle: AppBundle
}
