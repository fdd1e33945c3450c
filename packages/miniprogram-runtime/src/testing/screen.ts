import type { DOMWindow } from 'jsdom'
import { findElement, type Layers } from './find-element.ts'
import { settle } from './idle.ts'
import type { OpenApp, OpenPage } from './load-runtime.ts'
import { scrollInside, tapElement, typeInto } from './use-element.ts'
import { fold, visibleText } from './visible-text.ts'

/** An open mini program in a test: what its user sees and does. Every act waits until the app has settled. */
export interface Screen {
  /** The visible text of the current page with its bar, of the tab bar, and of toasts and dialogs over them. */
  text(): string
  /** `pages/order/order?outTradeNo=WM1`; empty when no page is open. */
  route(): string
  /** The whole stack, bottom first. */
  routes(): string[]
  /**
   * Taps an element: by its visible text (the smallest one; in a dialog when one is open) or by a selector that begins
   * with `.`, `#` or `[`. Throws with the screen's text when there is none.
   */
  tap(textOrSelector: string): Promise<void>
  /** Types into the input or textarea that the selector finds, or that is inside what it finds. */
  input(selector: string, value: string): Promise<void>
  back(): Promise<void>
  scrollToBottom(): Promise<void>
  /** Pulls the page down. Throws when the page does not allow it. */
  pullDown(): Promise<void>
  settle(): Promise<void>
  /** The script's instance of the top page: its data and methods. */
  // biome-ignore lint/suspicious/noExplicitAny: every page has its own fields
  page(): Record<string, any>
  /** Errors of the app and calls that this client does not support, in the order in which they came. */
  problems: string[]
  close(): void
}

/** Elements on which a tap may land: the dialog on top alone, else page, bars and toasts. */
function tappable(app: OpenApp, top: OpenPage | undefined): Layers {
  const dialog = [...app.screen.querySelectorAll('[aria-modal=true]')].at(-1)
  if (dialog !== undefined) return [dialog]
  return [...(top ? [top.document.body, top.element] : []), ...app.screen.querySelectorAll('._m-tabs')]
}

/** Makes the screen of a running app. */
export function createScreen(app: OpenApp, window: DOMWindow, problems: string[]): Screen {
  const top = (): OpenPage | undefined => app.pages().at(-1)
  const mustBeOpen = (): OpenPage => {
    const page = top()
    if (page === undefined) throw new Error(`[miniprogram-browser] no page is open:\n${problems.join('\n')}`)
    return page
  }
  const text = (): string => {
    const page = top()
    const parts = page ? [page.element, page.document.body] : []
    const over = app.screen.querySelectorAll('._m-tabs,._m-over,._m-missing')
    return fold([...parts, ...over].map(visibleText).join(' '))
  }
  const mustFind = (target: string): Element => {
    const found = findElement(tappable(app, top()), target)
    if (found === undefined) {
      throw new Error(
        `[miniprogram-browser] ${target} is not on ${top()?.url ?? 'the screen'}, which reads:\n${text()}`,
      )
    }
    return found
  }
  return {
    text,
    problems,
    settle,
    route: () => top()?.url ?? '',
    routes: () => app.pages().map(({ url }) => url),
    page: () => mustBeOpen().instance,
    async tap(target) {
      tapElement(mustFind(target))
      await settle()
    },
    async input(selector, value) {
      typeInto(mustFind(selector), value)
      await settle()
    },
    async back() {
      if (!(await app.back()))
        throw new Error(`[miniprogram-browser] there is no page to go back to from ${top()?.url}`)
      await settle()
    },
    async scrollToBottom() {
      const page = mustBeOpen()
      page.reachBottom()
      scrollInside(page.document.body)
      await settle()
    },
    async pullDown() {
      const page = mustBeOpen()
      if (page.element.querySelector('._m-pull-key') === null) {
        throw new Error(
          `[miniprogram-browser] ${page.route} cannot be pulled down: its json has no enablePullDownRefresh`,
        )
      }
      page.startPullDownRefresh()
      await settle()
    },
    close() {
      app.close()
      window.close()
    },
  }
}
