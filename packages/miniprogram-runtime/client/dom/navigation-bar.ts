import type { WindowConfig } from '@stack/miniprogram-compiler/types'
import type { NavigationBarApi } from '../api/engine-api.ts'
import { appendElement } from './dom.ts'

export interface NavigationBarActions {
  back(): void
  home(): void
}

/** Buttons on the left side of the bar. */
export type NavigationBarWay = 'none' | 'back' | 'home'

const FRONT: Record<string, string> = { black: '#000000', white: '#ffffff' }

/** The bar with title and way back over one page. */
export class NavigationBar implements NavigationBarApi {
  readonly #bar: HTMLElement
  readonly #title: HTMLElement
  readonly #spinner: HTMLElement
  readonly #back: HTMLButtonElement
  readonly #home: HTMLButtonElement

  constructor(parent: HTMLElement, config: WindowConfig, actions: NavigationBarActions) {
    this.#bar = appendElement(parent, 'header', '_m-nav')
    const button = (className: string, label: string, act: () => void): HTMLButtonElement => {
      const element = appendElement(this.#bar, 'button', className)
      element.type = 'button'
      element.hidden = true
      element.setAttribute('aria-label', label)
      element.addEventListener('click', act)
      return element
    }
    this.#back = button('_m-nav-back', '返回', actions.back)
    this.#home = button('_m-nav-home', '首页', actions.home)
    const middle = appendElement(this.#bar, 'div', '_m-nav-middle')
    this.#spinner = appendElement(middle, 'span', '_m-spinner')
    this.#title = appendElement(middle, 'h1', '_m-nav-title')
    this.setLoading(false)
    this.setTitle(config.navigationBarTitleText)
    this.setColor(FRONT[config.navigationBarTextStyle] ?? '#000000', config.navigationBarBackgroundColor)
    if (config.navigationStyle === 'custom') this.#bar.classList.add('_m-nav-custom')
  }

  offer(way: NavigationBarWay): void {
    this.#back.hidden = way !== 'back'
    this.#home.hidden = way !== 'home'
  }

  setTitle(title: string): void {
    this.#title.textContent = title
  }

  setColor(frontColor: string, backgroundColor: string): void {
    this.#bar.style.color = frontColor
    this.#bar.style.backgroundColor = backgroundColor
  }

  setLoading(on: boolean): void {
    this.#spinner.hidden = !on
  }

  hideHomeButton(): void {
    this.#home.hidden = true
  }
}
