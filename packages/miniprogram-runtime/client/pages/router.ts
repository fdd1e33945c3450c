import type { AppConfig } from '@stack/miniprogram-compiler/types'
import { apiFailure, type EventChannel, type RouterApi } from '../api/engine-api.ts'
import { eventChannels } from './event-channel.ts'
import type { Page } from './page.ts'
import { type PageUrl, parsePageUrl } from './url.ts'

const MOST_PAGES = 10

export interface RouterParts {
  config: AppConfig
  create(url: PageUrl, channel: EventChannel | null): Page
  /** Told after every change of the stack. */
  changed(): void
  call(listener: (...args: never[]) => void, args: unknown[]): void
}

/**
 * The stack of pages. Tab pages live on under other tabs until the app is relaunched, all others until they are left.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html
 */
export class Router implements RouterApi {
  readonly #parts: RouterParts
  readonly #tabs = new Map<string, Page>()
  #stack: Page[] = []

  constructor(parts: RouterParts) {
    this.#parts = parts
  }

  /** Bottom first. */
  get stack(): readonly Page[] {
    return this.#stack
  }

  isTab(path: string): boolean {
    return this.#parts.config.tabBar?.list.some((tab) => tab.pagePath === path) === true
  }

  async navigateTo(
    url: string,
    events: Record<string, (...args: unknown[]) => void> = {},
  ): Promise<{ eventChannel: EventChannel }> {
    const target = await this.#target('navigateTo', url)
    if (this.isTab(target.path)) throw apiFailure('navigateTo', 'can not navigateTo a tabbar page')
    if (this.#stack.length >= MOST_PAGES) throw apiFailure('navigateTo', `page limit exceeded: ${MOST_PAGES}`)
    const { opener, opened } = eventChannels(this.#parts.call)
    for (const [name, listener] of Object.entries(events)) opener.on(name, listener)
    this.#top()?.hide()
    this.#push(target, opened)
    return { eventChannel: opener }
  }

  async redirectTo(url: string): Promise<void> {
    const target = await this.#target('redirectTo', url)
    if (this.isTab(target.path)) throw apiFailure('redirectTo', 'can not redirectTo a tabbar page')
    this.#drop()
    this.#push(target, null)
  }

  async reLaunch(url: string): Promise<void> {
    const target = await this.#target('reLaunch', url)
    this.unloadAll()
    this.#push(target, null)
  }

  async switchTab(url: string): Promise<void> {
    const target = await this.#target('switchTab', url)
    if (!this.isTab(target.path)) throw apiFailure('switchTab', 'can not switch to no-tabBar page')
    const known = this.#tabs.get(target.path)
    if (known !== undefined && known === this.#top()) return
    while (this.#stack.length > 1) this.#drop()
    const bottom = this.#top()
    if (bottom !== undefined && !this.isTab(bottom.route)) this.#drop()
    else if (bottom !== known) bottom?.hide()
    this.#stack = []
    if (known === undefined) {
      this.#push({ path: target.path, query: {} }, null)
      return
    }
    this.#stack = [known]
    this.#settle()
  }

  async navigateBack(delta = 1): Promise<void> {
    await null
    if (this.#stack.length <= 1) throw apiFailure('navigateBack', 'cannot navigate back at first page.')
    const steps = Math.min(Math.max(1, Math.floor(delta)), this.#stack.length - 1)
    for (let step = 0; step < steps; step += 1) this.#drop()
    this.#settle()
  }

  /** Back to the start page: what the bar's house does when there is no page to go back to. */
  async home(): Promise<void> {
    const { entryPage } = this.#parts.config
    await (this.isTab(entryPage) ? this.switchTab(`/${entryPage}`) : this.reLaunch(`/${entryPage}`))
  }

  /** Opens the first pages; those under the last one are loaded, shown and covered, as they were when the user opened them. */
  open(urls: readonly PageUrl[]): void {
    for (const url of urls) {
      this.#top()?.hide()
      this.#push(url, null)
    }
  }

  /** Closes every page, the tab pages that are not visible included. */
  unloadAll(): void {
    while (this.#stack.length > 0) this.#drop()
    for (const page of this.#tabs.values()) page.unload()
    this.#tabs.clear()
  }

  hasPage(path: string): boolean {
    return this.#parts.config.pages.includes(path)
  }

  /** Asynchronous, as WeChat's: whoever asks for a page is finished before anything moves. */
  async #target(api: string, url: string): Promise<PageUrl> {
    await null
    const target = parsePageUrl(url, this.#top()?.route)
    if (!this.hasPage(target.path)) throw apiFailure(api, `page "${target.path}" is not found`)
    return target
  }

  #top(): Page | undefined {
    return this.#stack.at(-1)
  }

  #drop(): void {
    const page = this.#stack.pop()
    if (page === undefined) return
    this.#tabs.delete(page.route)
    page.unload()
  }

  #push(url: PageUrl, channel: EventChannel | null): void {
    const page = this.#parts.create(url, channel)
    this.#stack = [...this.#stack, page]
    if (this.isTab(page.route)) this.#tabs.set(page.route, page)
    page.load()
    this.#settle()
  }

  #settle(): void {
    const top = this.#top()
    const bottom = this.#stack[0]
    const { entryPage } = this.#parts.config
    const astray = bottom !== undefined && bottom.route !== entryPage && !this.isTab(bottom.route)
    top?.place(this.#stack.length > 1 ? 'back' : astray ? 'home' : 'none')
    this.#parts.changed()
    top?.show()
  }
}
