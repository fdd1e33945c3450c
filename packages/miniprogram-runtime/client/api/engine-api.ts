import type { AppConfig } from '@stack/miniprogram-compiler/types'
import type { Host } from './host.ts'

/** Failure of one of WeChat's APIs; the names and texts are WeChat's. */
export interface ApiFailure {
  /** `navigateTo:fail page "pages/x" is not found` */
  errMsg: string
  errno?: number
}

/** The failure of the API `name` for the reason given, in WeChat's form. */
export function apiFailure(name: string, reason: string): ApiFailure {
  return { errMsg: `${name}:fail ${reason}` }
}

/** The channel between a page and the page that opened it. @see https://developers.weixin.qq.com/miniprogram/dev/api/route/EventChannel.html */
export interface EventChannel {
  on(name: string, listener: (...args: unknown[]) => void): void
  once(name: string, listener: (...args: unknown[]) => void): void
  off(name: string, listener?: (...args: unknown[]) => void): void
  emit(name: string, ...args: unknown[]): void
}

/** Every function rejects with an {@link ApiFailure} whose `errMsg` is complete. `url` may be relative to the top page. */
export interface RouterApi {
  navigateTo(
    url: string,
    events?: Record<string, (...args: unknown[]) => void>,
  ): Promise<{ eventChannel: EventChannel }>
  redirectTo(url: string): Promise<void>
  reLaunch(url: string): Promise<void>
  switchTab(url: string): Promise<void>
  navigateBack(delta?: number): Promise<void>
}

export interface ToastOptions {
  title: string
  icon: 'success' | 'error' | 'loading' | 'none'
  /** An image of the mini program instead of the icon. */
  image?: string
  durationMs: number
  mask: boolean
}

export interface ModalOptions {
  title: string
  content: string
  showCancel: boolean
  cancelText: string
  cancelColor: string
  confirmText: string
  confirmColor: string
  editable: boolean
  placeholderText: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  /** Typed text, null unless the modal was editable. */
  content: string | null
}

/** Dialogs drawn over the pages. One toast or loading at a time; modals, sheets and popups wait for each other. */
export interface OverlayApi {
  showToast(options: ToastOptions): void
  /** Takes toast and loading away; `kind` leaves the other one alone. */
  hideToast(kind?: 'toast' | 'loading'): void
  showModal(options: ModalOptions): Promise<ModalAnswer>
  /** The index that was chosen, or null when it was cancelled. */
  showActionSheet(options: { alertText?: string; itemList: string[]; itemColor: string }): Promise<number | null>
  /**
   * Slides up a panel (pickers, the local cashier of a preview). `build` fills `panel` and calls `close` with the answer;
   * a tap beside it, Escape and leaving the page close it with undefined.
   */
  showPopup<T>(build: (panel: HTMLElement, close: (answer?: T) => void) => void, label: string): Promise<T | undefined>
  /** Covers the whole screen (previewImage); a tap closes it. */
  showCover(build: (panel: HTMLElement) => void, label: string): Promise<void>
}

export interface NavigationBarApi {
  setTitle(title: string): void
  setColor(frontColor: string, backgroundColor: string): void
  setLoading(on: boolean): void
  hideHomeButton(): void
}

/** Functions on `index` reject with the reason only, as in `apiFailure(name, reason)`, thrown as an Error. */
export interface TabBarApi {
  /** False when app.json has no tabBar. */
  readonly exists: boolean
  /** True while the top page is a tab page. */
  readonly onTab: boolean
  show(): void
  hide(): void
  setBadge(index: number, text: string | null): void
  setRedDot(index: number, on: boolean): void
  setItem(index: number, item: { text?: string; iconPath?: string; selectedIconPath?: string }): void
  setStyle(style: { color?: string; selectedColor?: string; backgroundColor?: string; borderStyle?: string }): void
}

export interface SelectorApi {
  /** `in` is a component or page instance of the app; the top page when it is left out. */
  createSelectorQuery(inside?: object): object
  createIntersectionObserver(inside: object, options?: object): object
  createMediaQueryObserver(inside?: object): object
}

/** One page of the stack as the engine's other parts see it. */
export interface PageApi {
  /** `pages/order/order` */
  readonly route: string
  readonly options: Record<string, string>
  /** The page's own window: a frame of its own, as a web view of its own. */
  readonly window: Window
  readonly document: Document
  readonly navigationBar: NavigationBarApi
  /** Puts the page's scroll position at `top` px within `durationMs`. */
  scrollTo(top: number, durationMs: number): void
  /** Scrolls until the element that `selector` finds in the page is at the top. False when there is none. */
  scrollToSelector(selector: string, offsetTop: number, durationMs: number): boolean
  /** Shows the pull-down header and calls the page's onPullDownRefresh. */
  startPullDownRefresh(): void
  stopPullDownRefresh(): void
}

/** Events of the whole app. `error` and `unhandledRejection` come after `App.onError` and its sibling were called. */
export interface AppEvents {
  appShow: (options: LaunchOptions) => void
  appHide: () => void
  error: (message: string) => void
  unhandledRejection: (event: { reason: unknown; promise: Promise<unknown> }) => void
  pageNotFound: (event: { path: string; query: Record<string, string>; isEntryPage: boolean }) => void
  windowResize: (event: { size: { windowWidth: number; windowHeight: number } }) => void
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/base/app/life-cycle/wx.getLaunchOptionsSync.html */
export interface LaunchOptions {
  path: string
  query: Record<string, string>
  /** 1001: opened from the list of mini programs. */
  scene: number
  shareTicket: string | undefined
  referrerInfo: Record<string, never>
}

/** The engine as `client/wx` and `client/components` use it. */
export interface EngineApi {
  readonly config: AppConfig
  readonly host: Host
  readonly router: RouterApi
  readonly overlays: OverlayApi
  readonly tabBar: TabBarApi
  readonly selectors: SelectorApi
  readonly launchOptions: LaunchOptions
  /** The page on top of the stack. Throws before the first page exists. */
  topPage(): PageApi
  /** The page that carries this instance of a page or component, else the top page. */
  pageOf(instance: object | undefined): PageApi
  on<K extends keyof AppEvents>(name: K, listener: AppEvents[K]): void
  off<K extends keyof AppEvents>(name: K, listener?: AppEvents[K]): void
  /** Runs `callback` after what was set so far is on the page. */
  afterRender(callback: () => void): void
  /** Calls app code; what it throws goes to `App.onError` and the console, never to the caller. */
  callApp<A extends unknown[]>(callback: ((...args: A) => unknown) | undefined, ...args: A): void
  /** A file of the mini program as a page or an overlay can load it: `/assets/x.svg` and relative paths of the top page. */
  assetUrl(path: string): string
}
