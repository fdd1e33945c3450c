import { appendElement } from './dom.ts'
import { scrollTopOf } from './scrolling.ts'

/** px of the header while it refreshes; a pull this long starts one. */
const HEIGHT = 50
const LONGEST = 90

/** The header that shows when a page is pulled down, by finger, by mouse or by its button, which only the keyboard finds. */
export class PullDown {
  readonly #header: HTMLElement
  readonly #refresh: () => void
  #busy = false

  constructor(parent: HTMLElement, { dark, color }: { dark: boolean; color: string }, refresh: () => void) {
    this.#refresh = refresh
    this.#header = appendElement(parent, 'div', '_m-pull')
    this.#header.style.background = color
    this.#header.style.color = dark ? '#000' : '#fff'
    const dots = appendElement(this.#header, 'div', '_m-pull-dots')
    for (let dot = 0; dot < 3; dot += 1) appendElement(dots, 'i')
  }

  /** Lets the user pull: `enablePullDownRefresh` of the page. */
  enable(parent: HTMLElement, window: Window): void {
    const key = appendElement(parent, 'button', '_m-pull-key', '下拉刷新')
    key.type = 'button'
    key.addEventListener('click', () => this.start())
    let from: number | null = null
    const listen = (types: string[], act: (y: number, event: Event) => void): void => {
      for (const type of types) {
        const listener = (event: Event): void => {
          const y = (event as TouchEvent).touches?.[0]?.screenY ?? (event as MouseEvent).screenY ?? 0
          act(y, event)
        }
        window.addEventListener(type, listener, { passive: false })
      }
    }
    listen(['touchstart', 'mousedown'], (y) => {
      from = scrollTopOf(window) <= 0 && !this.#busy ? y : null
    })
    listen(['touchmove', 'mousemove'], (y, event) => {
      if (
        from === null ||
        event.defaultPrevented ||
        (event.type === 'mousemove' && (event as MouseEvent).buttons === 0)
      )
        return
      if (scrollTopOf(window) > 0) from = y
      const pulled = Math.min(LONGEST, (y - from) / 2)
      if (pulled > 0 && event.cancelable) event.preventDefault()
      this.#draw(Math.max(0, pulled), true)
    })
    listen(['touchend', 'mouseup', 'touchcancel'], () => {
      if (from === null) return
      from = null
      if (Number.parseFloat(this.#header.style.height) >= HEIGHT) this.start()
      else this.#draw(0, false)
    })
  }

  start(): void {
    if (this.#busy) return
    this.#busy = true
    this.#header.dataset.busy = ''
    this.#draw(HEIGHT, false)
    this.#refresh()
  }

  stop(): void {
    this.#busy = false
    delete this.#header.dataset.busy
    this.#draw(0, false)
  }

  #draw(height: number, dragging: boolean): void {
    if (dragging) this.#header.dataset.drag = ''
    else delete this.#header.dataset.drag
    this.#header.style.height = `${height}px`
  }
}
