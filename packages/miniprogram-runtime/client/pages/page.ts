import type { WindowConfig } from '@stack/miniprogram-compiler/types'
import type * as adapter from 'glass-easel-miniprogram-adapter'
import type { AppLifecycle } from '../api/app-lifecycle.ts'
import type { EngineApi, EventChannel } from '../api/engine-api.ts'
import { type PageInEngine, registerPage } from '../api/page-registry.ts'
import { appendElement } from '../dom/dom.ts'
import { openFrame } from '../dom/frame.ts'
import { NavigationBar, type NavigationBarActions, type NavigationBarWay } from '../dom/navigation-bar.ts'
import { PullDown } from '../dom/pull-down.ts'
import { scrollTopOf, scrollWithin, watchScrolling } from '../dom/scrolling.ts'
import { FrameBackend, shownDomOf } from '../engine/backend.ts'
import type { AppSpace } from '../engine/code-space.ts'
import { type TouchMemory, watchGestures } from '../engine/gestures.ts'
import { registerBackend, registerRoot } from './component-methods.ts'
import { formatPageUrl, type PageUrl } from './url.ts'

/** Parts that every page of one run shares. */
export interface PageSurroundings {
  readonly engine: EngineApi
  readonly app: AppSpace
  readonly lifecycle: AppLifecycle
  readonly styles: Record<string, string>
  /** Style sheet of the built-in tags. */
  readonly builtinStyle: string
  readonly touches: TouchMemory
  /** Element in which the pages are drawn. */
  readonly pages: HTMLElement
  readonly navigation: NavigationBarActions
}

type Instance = Record<string, unknown>

/** One page of the stack: its bar, its frame, its logic. */
export class Page implements PageInEngine {
  readonly route: string
  readonly options: Record<string, string>
  readonly url: string
  readonly engine: EngineApi
  readonly window: Window
  readonly document: Document
  readonly navigationBar: NavigationBar
  /** The page's part of the screen, its bar included. */
  readonly element: HTMLElement
  readonly channel: EventChannel | null
  readonly #around: PageSurroundings
  readonly #backend: FrameBackend
  readonly #root: adapter.Root
  readonly #pullDown: PullDown
  #shown = false
  #ready = false
  #gone = false

  constructor(around: PageSurroundings, url: PageUrl, channel: EventChannel | null) {
    this.#around = around
    this.engine = around.engine
    this.route = url.path
    this.options = url.query
    this.url = formatPageUrl(url)
    this.channel = channel
    const config = this.#config()
    this.element = appendElement(around.pages, 'section', '_m-page')
    this.element.style.background = config.backgroundColor
    this.navigationBar = new NavigationBar(this.element, config, around.navigation)
    const look = { dark: config.backgroundTextStyle === 'dark', color: config.backgroundColor }
    this.#pullDown = new PullDown(this.element, look, () => this.#call('onPullDownRefresh'))
    const frame = openFrame(
      this.element,
      config.navigationBarTitleText || url.path,
      around.engine.host,
      around.builtinStyle,
    )
    this.window = frame.window
    this.document = frame.document
    registerPage(frame.document, this)
    this.#backend = new FrameBackend(frame.document)
    registerBackend(this.#backend, this)
    watchGestures(frame.document, this.#backend, around.touches)
    if (config.enablePullDownRefresh) this.#pullDown.enable(this.element, frame.window)
    if (config.disableScroll) frame.document.documentElement.style.overflow = 'hidden'
    this.#root = this.#createRoot()
    registerRoot(this.#root.getComponent(), this)
  }

  /** The page as its own script sees it. */
  get instance(): Instance {
    return this.#root.get() as unknown as Instance
  }

  /** Attaches the components, then loads the page; {@link show} has to follow. */
  load(): void {
    Object.assign(this.instance, { route: this.route, options: { ...this.options } })
    this.#root.attach(this.document.documentElement as never, this.document.body as never)
    this.#call('onLoad', { ...this.options })
    watchScrolling(this.window, this.#config().onReachBottomDistance, {
      scrolled: (scrollTop) => this.#call('onPageScroll', { scrollTop }),
      reachedBottom: () => this.reachBottom(),
    })
    this.window.addEventListener('resize', () => this.#resized())
  }

  show(): void {
    if (this.#shown || this.#gone) return
    this.#shown = true
    delete this.element.dataset.covered
    this.#root.getComponent().triggerPageLifetime('show', [])
    this.#call('onShow')
    if (this.#ready) return
    this.#ready = true
    this.#backend.ready.open()
    this.#call('onReady')
  }

  /** Another page covers this one. */
  hide(): void {
    if (!this.#shown) return
    this.element.dataset.covered = ''
    this.pause()
  }

  /** The app goes to the background with this page on top. */
  pause(): void {
    if (!this.#shown) return
    this.#shown = false
    this.#root.getComponent().triggerPageLifetime('hide', [])
    this.#call('onHide')
  }

  unload(): void {
    if (this.#gone) return
    this.#shown = false
    this.#gone = true
    this.#call('onUnload')
    this.#root.release()
    this.element.remove()
  }

  /** Buttons of the bar. */
  place(way: NavigationBarWay): void {
    this.navigationBar.offer(way)
  }

  reachBottom(): void {
    this.#call('onReachBottom')
  }

  scrollTo(top: number, durationMs: number): void {
    scrollWithin(this.window, top, durationMs)
  }

  scrollToSelector(selector: string, offsetTop: number, durationMs: number): boolean {
    const found = this.#root.getComponent().getShadowRoot()?.querySelector(selector)
    const dom = found && shownDomOf(found)
    if (!dom) return false
    this.scrollTo(scrollTopOf(this.window) + dom.getBoundingClientRect().top + offsetTop, durationMs)
    return true
  }

  startPullDownRefresh(): void {
    this.#pullDown.start()
  }

  stopPullDownRefresh(): void {
    this.#pullDown.stop()
  }

  #config(): WindowConfig {
    const { config } = this.engine
    return config.components[this.route]?.window ?? config.window
  }

  #createRoot(): adapter.Root {
    const { app, styles } = this.#around
    const associated = app.env.associateBackend(this.#backend)
    for (const path of ['app', ...Object.keys(this.engine.config.components)]) {
      associated.registerStyleSheetContent(path, styles[path] ?? '')
    }
    return associated.createRoot('body', app.space, `/${this.url}`)
  }

  #resized(): void {
    if (!this.#shown) return
    const size = { windowWidth: this.window.innerWidth, windowHeight: this.window.innerHeight }
    this.#root.getComponent().triggerPageLifetime('resize', [{ size }])
    this.#call('onResize', { size })
    this.#around.lifecycle.emit('windowResize', { size })
  }

  #call(name: string, ...args: unknown[]): void {
    const method = this.instance[name]
    if (typeof method === 'function') this.#around.lifecycle.call(method.bind(this.instance), ...args)
  }
}
