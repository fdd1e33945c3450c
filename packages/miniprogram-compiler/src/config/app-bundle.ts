/**
 * Contract between a compiled mini program and the engine. Types only: the compiler writes the scripts, the engine runs them.
 *
 * Agreed between the two:
 * - Both scripts only register a function in `globalThis.__miniprogram`; each call of it makes a fresh realm of modules,
 *   so one loaded script serves any number of runs (and of tests).
 * - Style sheets (`styles.json`) say `wx-view` for the tag `view`, for custom tags alike, and `body` for `page`.
 *   `.title` is `._cell--title` in a component whose config has the `styleScope` `_cell`, `.title` elsewhere: what
 *   glass-easel writes for `addStyleSheet(path, path, styleScope)`. `:host` is `[wx-host="_cell"]`, which it sets as well.
 *   `#pay` is `[exparser\:info-attr-id="pay"]` (with `:not(#_)` for the weight of an id), written under
 *   `globalOptions.writeExtraInfoToAttr`. Tags and attributes are not scoped, as in WeChat.
 *   750rpx are 100vw. `app` is the sheet of app.wxss; imports are inlined.
 * - `url(fonts/…)` in a style sheet names a file of the build; it is relative to the address of the phone's page.
 */
import type { template } from 'glass-easel'

/** The names that app code finds around it. What a mini program's logic layer lacks (`document`, `fetch` …) is undefined. */
export interface AppGlobals {
  wx: object
  App: (options: object) => void
  Page: (options: object) => void
  // biome-ignore lint/suspicious/noExplicitAny: glass-easel's Component() is also a builder
  Component: any
  // biome-ignore lint/suspicious/noExplicitAny: as Component
  Behavior: any
  getApp: (options?: { allowDefault?: boolean }) => unknown
  getCurrentPages: () => unknown[]
  requirePlugin: (name: string) => unknown
  /** Follows the stack's clock. */
  Date: DateConstructor
}

/**
 * Is told every entry of the app in the order in which WeChat runs them: the preloaded script (path `preload`), `app`,
 * components before the pages that use them. `load` runs the module, once; call it while `Component` and `Page` register
 * under `path`.
 */
export type DefineEntry = (path: string, load: () => void) => void

/** The engine's part in WXS functions. */
export interface WxsHooks {
  /** `change:prop="{{m.f}}"`: makes the listener that calls WXS's `f(newValue, oldValue, ownerInstance, instance)`. */
  changeProp: template.ChangePropFilter
  /** Every event listener of a template goes through here; {@link AppTemplates.isWxs} tells a WXS function from a method. */
  event: template.EventListenerWrapper
  /** Constructor that `getDate()` uses. */
  Date: DateConstructor
}

export interface AppTemplates {
  /** Every compiled template by path, the ones that are only imported included. */
  groupList: template.ProcGenGroupList
  /** True for the functions that WXS modules export, however the template came by them. */
  isWxs(value: unknown): boolean
}

/** Global that `app.js` and `templates.js` fill. */
export interface AppBundle {
  /** `app.js` */
  scripts?: (globals: AppGlobals, define: DefineEntry) => void
  /** `templates.js` */
  templates?: (hooks: WxsHooks) => AppTemplates
}

declare global {
  var __miniprogram: AppBundle | undefined
}
