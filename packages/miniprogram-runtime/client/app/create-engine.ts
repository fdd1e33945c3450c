import type { AppConfig } from '@stack/miniprogram-compiler/types'
import type { AppLifecycle } from '../api/app-lifecycle.ts'
import type { EngineApi, LaunchOptions, PageApi, SelectorApi } from '../api/engine-api.ts'
import type { Host } from '../api/host.ts'
import type { Overlays } from '../dom/overlays.ts'
import type { TabBar } from '../dom/tab-bar.ts'
import { pageOfInstance } from '../pages/component-methods.ts'
import type { Page } from '../pages/page.ts'
import type { Router } from '../pages/router.ts'
import { createMediaQueryObserver } from '../queries/media-query-observer.ts'
import type { SelectorQuery } from '../queries/selector-query.ts'

interface EngineParts {
  config: AppConfig
  host: Host
  lifecycle: AppLifecycle
  router: Router
  overlays: Overlays
  tabBar: TabBar
  launchOptions: LaunchOptions
  assetUrl(path: string): string
}

/** Implements `wx.createSelectorQuery()` and its siblings: they ask the component given, or the top page. */
function selectors(top: () => Page, lifecycle: AppLifecycle): SelectorApi {
  const methodOf = (instance: object | undefined, name: string) => {
    const caller = (instance ?? top().instance) as Record<string, (options?: object) => object>
    return caller[name]?.bind(caller) as (options?: object) => object
  }
  return {
    createSelectorQuery: (inside) => methodOf(inside, 'createSelectorQuery')() as SelectorQuery,
    createIntersectionObserver: (inside, options) => methodOf(inside, 'createIntersectionObserver')(options),
    createMediaQueryObserver: (inside) =>
      createMediaQueryObserver((pageOfInstance(inside) ?? top()).window, (callback, ...args) =>
        lifecycle.call(callback as never, ...args),
      ),
  }
}

/** The engine as the built-in tags and `wx` see it. */
export function createEngine(parts: EngineParts): EngineApi {
  const { config, host, lifecycle, router, overlays, tabBar, launchOptions, assetUrl } = parts
  const top = (): Page => {
    const page = router.stack.at(-1)
    if (page === undefined) throw new Error('[miniprogram-browser] no page is open yet')
    return page
  }
  return {
    config,
    host,
    router,
    overlays,
    tabBar,
    launchOptions,
    selectors: selectors(top, lifecycle),
    topPage: (): PageApi => top(),
    pageOf: (instance): PageApi => pageOfInstance(instance) ?? top(),
    on: (name, listener) => lifecycle.on(name, listener),
    off: (name, listener) => lifecycle.off(name, listener),
    afterRender: (callback) => {
      setTimeout(callback, 0)
    },
    callApp: (callback, ...args) => lifecycle.call(callback as never, ...args),
    assetUrl,
  }
}
