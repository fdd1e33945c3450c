/** Scroll position of a page, px. */
export const scrollTopOf = (window: Window): number => window.document.documentElement.scrollTop

export interface ScrollListeners {
  scrolled(scrollTop: number): void
  reachedBottom(): void
}

/**
 * Tells when the page scrolls and when it comes within `distance` px of its end. The end is told once until the page is
 * scrolled away from it or has grown.
 */
export function watchScrolling(window: Window, distance: number, listeners: ScrollListeners): void {
  let toldAt: number | null = null
  window.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = window.document.documentElement
    listeners.scrolled(scrollTop)
    if (scrollHeight - clientHeight - scrollTop > distance) toldAt = null
    else if (toldAt !== scrollHeight) {
      toldAt = scrollHeight
      listeners.reachedBottom()
    }
  })
}

/** Scrolls within `durationMs`; the browser's own smooth scrolling has no duration. */
export function scrollWithin(window: Window, top: number, durationMs: number): void {
  const from = scrollTopOf(window)
  const begin = performance.now()
  const step = (): void => {
    const part = durationMs <= 0 ? 1 : Math.min(1, (performance.now() - begin) / durationMs)
    const eased = 1 - (1 - part) ** 3
    window.scrollTo({ top: from + (top - from) * eased, behavior: 'instant' })
    if (part < 1) window.requestAnimationFrame(step)
  }
  step()
}
