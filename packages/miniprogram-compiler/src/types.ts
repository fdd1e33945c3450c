export type { AppBundle, AppGlobals, AppTemplates, WxsHooks } from './config/app-bundle.ts'
export type { AppConfig, TabBarConfig, WindowConfig } from './config/app-config.ts'
export type { Diagnostic } from './files/diagnostic.ts'
