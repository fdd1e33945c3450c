import type { AppTemplates } from '@stack/miniprogram-compiler/types'
import { AppLifecycle } from '../api/app-lifecycle.ts'
import type { EngineApi, LaunchOptions } from '../api/engine-api.ts'
import type { Host } from '../api/host.ts'
import type { LoadedApp } from '../api/loaded-app.ts'
import type { RunningApp } from '../api/running-app.ts'
import { builtins } from '../components/builtins.ts'
import { appendElement } from '../dom/dom.ts'
import { Overlays } from '../dom/overlays.ts'
import { phoneStyle } from '../dom/phone-style.ts'
import { TabBar } from '../dom/tab-bar.ts'
import { createAppSpace } from '../engine/code-space.ts'
import { wxsHooks } from '../engine/wxs-hooks.ts'
import { Page, type PageSurroundings } from '../pages/page.ts'
import { Router } from '../pages/router.ts'
import { type PageUrl, parsePageUrl, resolvePath } from '../pages/url.ts'
import { createWx } from '../wx/index.ts'
import { createEngine } from './create-engine.ts'
import { listenToEngineErrors, listenToRejections } from './engine-errors.ts'
import { stackDate } from './stack-date.ts'

/** A scene of WeChat's list: opened from the app's own entry. */
const SCENE = 1001

function drawScreen(mount: HTMLElement): { screen: HTMLElement; pages: HTMLElement } {
  const screen = appendElement(mount, 'div', '_m-screen')
  appendElement(screen, 'style').textContent = phoneStyle
  return { screen, pages: appendElement(screen, 'main', '_m-pages') }
}

/** The pages to begin with: those of the session that still exist, else the entry page. */
function firstPages({ config }: LoadedApp, host: Host, start: string | undefined): PageUrl[] {
  if (start !== undefined) return [parsePageUrl(start)]
  const remembered = (host.session.read()?.stack ?? []).map((url) => parsePageUrl(url))
  const known = remembered.filter(({ path }) => config.pages.includes(path))
  return known.length > 0 ? known : [{ path: config.entryPage, query: {} }]
}

function launchOptions({ path, query }: PageUrl): LaunchOptions {
  return { path, query, scene: SCENE, shareTicket: undefined, referrerInfo: {} }
}

/** Runs the app's modules: they find `wx`, `Page` and the others as their globals. */
function runScripts(app: LoadedApp, host: Host, engine: EngineApi, lifecycle: AppLifecycle, router: Router) {
  const date = stackDate(() => host.now())
  let templates: AppTemplates
  const hooks = wxsHooks(() => templates, date)
  templates = app.bundle.templates?.(hooks) ?? { groupList: {}, isWxs: () => false }
  const space = createAppSpace(app.config, templates, hooks.event, builtins)
  const globals = {
    ...space.globals,
    wx: createWx(engine, host),
    App: lifecycle.register,
    getApp: lifecycle.getApp,
    getCurrentPages: () => router.stack.map((page) => page.instance),
    requirePlugin: (name: string) => {
      throw new Error(`[miniprogram-browser] plugins are not supported: requirePlugin("${name}")`)
    },
    Date: date,
  }
  app.bundle.scripts?.(globals, (path, load) => lifecycle.call(() => space.load(path, load)))
  return space
}

/**
 * Starts a mini program on the phone's screen. `start` opens one page instead of the session's.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/app.html
 */
export function startApp(app: LoadedApp, host: Host, start?: string): RunningApp {
  const { config } = app
  const { screen, pages } = drawScreen(host.mount)
  const lifecycle = new AppLifecycle(host)
  const first = firstPages(app, host, start)
  const assetUrl = (path: string, from = router.stack.at(-1)?.route ?? ''): string =>
    /^[a-z][a-z0-9+.-]*:|^\/\//i.test(path) ? path : host.assetBase + resolvePath(path, from)
  const overlays = new Overlays(screen, assetUrl)
  let around: PageSurroundings
  const router = new Router({
    config,
    create: (url, channel) => new Page(around, url, channel),
    changed: () => {
      tabBar.select(router.stack.at(-1)?.route ?? null)
      overlays.pageLeft()
      host.session.write({ stack: router.stack.map(({ url }) => url) })
    },
    call: (listener, args) => lifecycle.call(listener as never, ...args),
  })
  const go = (moved: Promise<unknown>): void => void moved.catch((error) => lifecycle.failed(error))
  const tabBar = new TabBar(screen, config.tabBar, {
    open: (path) => go(router.switchTab(`/${path}`)),
    iconUrl: (path) => assetUrl(path, ''),
  })
  const launch = launchOptions(first[0] as PageUrl)
  const engine = createEngine({ config, host, lifecycle, router, overlays, tabBar, launchOptions: launch, assetUrl })
  const stops = [listenToEngineErrors(lifecycle, host), listenToRejections(lifecycle, host)]
  around = {
    engine,
    app: runScripts(app, host, engine, lifecycle, router),
    lifecycle,
    styles: app.styles,
    builtinStyle: builtins.style,
    touches: { lastTouch: Number.NEGATIVE_INFINITY },
    pages,
    navigation: { back: () => go(router.navigateBack()), home: () => go(router.home()) },
  }
  lifecycle.launch(launch)
  openFirst(first, router, lifecycle, pages)
  stops.push(followVisibility(host, router, lifecycle, launch))
  return {
    screen,
    pages: () => router.stack,
    back: () =>
      router.navigateBack().then(
        () => true,
        () => false,
      ),
    close() {
      router.unloadAll()
      for (const stop of stops) stop()
      screen.remove()
    },
  }
}

/** A browser's tab that is out of sight is an app in the background. */
function followVisibility(host: Host, router: Router, lifecycle: AppLifecycle, launch: LaunchOptions): () => void {
  const { document } = host
  const changed = (): void => {
    const top = router.stack.at(-1)
    if (document.visibilityState === 'hidden') {
      top?.pause()
      lifecycle.hide()
    } else {
      lifecycle.show(launch)
      top?.show()
    }
  }
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

function openFirst(first: PageUrl[], router: Router, lifecycle: AppLifecycle, pages: HTMLElement): void {
  const missing = first.find(({ path }) => !router.hasPage(path))
  if (missing === undefined) {
    router.open(first)
    return
  }
  lifecycle.pageNotFound(missing.path, missing.query)
  appendElement(pages, 'p', '_m-missing', '页面不存在')
}
