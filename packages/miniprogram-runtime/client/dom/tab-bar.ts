import type { TabBarConfig } from '@stack/miniprogram-compiler/types'
import type { TabBarApi } from '../api/engine-api.ts'
import { appendElement } from './dom.ts'

interface Tab {
  path: string
  button: HTMLButtonElement
  icon: HTMLImageElement
  label: HTMLElement
  badge: HTMLElement
  icons: { plain: string; selected: string }
}

const BORDER: Record<string, string> = { black: 'rgba(0,0,0,.15)', white: 'rgba(255,255,255,.7)' }

/** The bar under the tab pages. Without a `tabBar` in app.json it exists, empty and hidden. */
export class TabBar implements TabBarApi {
  readonly exists: boolean
  readonly #bar: HTMLElement
  readonly #tabs: Tab[]
  readonly #iconUrl: (path: string) => string
  #style: { color: string; selectedColor: string }
  #selected: string | null = null
  #hidden = false

  constructor(
    parent: HTMLElement,
    config: TabBarConfig | undefined,
    { open, iconUrl }: { open(path: string): void; iconUrl(path: string): string },
  ) {
    this.exists = config !== undefined
    this.#iconUrl = iconUrl
    this.#style = { color: config?.color ?? '', selectedColor: config?.selectedColor ?? '' }
    this.#bar = appendElement(parent, 'nav', '_m-tabs')
    this.#bar.hidden = true
    this.#tabs = (config?.list ?? []).map((item) => {
      const tab = this.#appendElement(item.pagePath, item.text, item.iconPath, item.selectedIconPath)
      tab.button.addEventListener('click', () => open(tab.path))
      return tab
    })
    if (config !== undefined) this.setStyle(config)
  }

  /** The tab page on top, or null when the top page is none. */
  select(path: string | null): void {
    this.#selected = this.#tabs.some((tab) => tab.path === path) ? path : null
    this.#paint()
  }

  get onTab(): boolean {
    return this.#selected !== null
  }

  get visible(): boolean {
    return this.onTab && !this.#hidden
  }

  show(): void {
    this.#hidden = false
    this.#paint()
  }

  hide(): void {
    this.#hidden = true
    this.#paint()
  }

  setBadge(index: number, text: string | null): void {
    const { badge } = this.#tab(index)
    badge.className = '_m-tab-badge'
    badge.hidden = text === null
    badge.textContent = text
  }

  setRedDot(index: number, on: boolean): void {
    const { badge } = this.#tab(index)
    badge.className = '_m-tab-badge _m-tab-dot'
    badge.hidden = !on
    badge.textContent = ''
  }

  setItem(index: number, item: { text?: string; iconPath?: string; selectedIconPath?: string }): void {
    const tab = this.#tab(index)
    if (item.text !== undefined) tab.label.textContent = item.text
    if (item.iconPath !== undefined) tab.icons.plain = item.iconPath
    if (item.selectedIconPath !== undefined) tab.icons.selected = item.selectedIconPath
    this.#paint()
  }

  setStyle(style: { color?: string; selectedColor?: string; backgroundColor?: string; borderStyle?: string }): void {
    this.#style = {
      color: style.color ?? this.#style.color,
      selectedColor: style.selectedColor ?? this.#style.selectedColor,
    }
    if (style.backgroundColor !== undefined) this.#bar.style.backgroundColor = style.backgroundColor
    if (style.borderStyle !== undefined) this.#bar.style.borderTopColor = BORDER[style.borderStyle] ?? ''
    this.#paint()
  }

  #tab(index: number): Tab {
    const tab = this.#tabs[index]
    if (tab === undefined) throw new Error('tabbar item not found')
    return tab
  }

  #appendElement(path: string, text: string, plain = '', selected = plain): Tab {
    const button = appendElement(this.#bar, 'button', '_m-tab')
    button.type = 'button'
    const icon = appendElement(button, 'img', '_m-tab-icon')
    icon.alt = ''
    const label = appendElement(button, 'span', '_m-tab-label', text)
    const badge = appendElement(button, 'span', '_m-tab-badge')
    badge.hidden = true
    return { path, button, icon, label, badge, icons: { plain, selected } }
  }

  #paint(): void {
    this.#bar.hidden = !this.visible
    for (const { path, button, icon, icons } of this.#tabs) {
      const selected = path === this.#selected
      const source = selected ? icons.selected : icons.plain
      button.style.color = selected ? this.#style.selectedColor : this.#style.color
      if (selected) button.setAttribute('aria-current', 'page')
      else button.removeAttribute('aria-current')
      icon.hidden = source === ''
      const url = this.#iconUrl(source)
      if (source !== '' && icon.getAttribute('src') !== url) icon.src = url
    }
  }
}
