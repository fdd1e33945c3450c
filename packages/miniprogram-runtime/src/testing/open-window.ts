import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom'

/** jsdom draws nothing: what the engine asks of a window that it lacks, answered as for a screen where all is in view. */
export function prepareWindow(window: DOMWindow): void {
  const scrollTo = function (this: Element, to?: ScrollToOptions | number, y?: number): void {
    this.scrollTop = typeof to === 'object' ? (to.top ?? this.scrollTop) : (y ?? this.scrollTop)
  }
  Object.assign(window.Element.prototype, { scrollTo, scrollIntoView() {} })
  Object.assign(window, {
    scrollTo: (to?: ScrollToOptions | number, y?: number) => {
      scrollTo.call(window.document.documentElement, to, y)
      window.dispatchEvent(new window.Event('scroll'))
    },
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
    requestAnimationFrame: (callback: (time: number) => void) => setTimeout(() => callback(performance.now()), 16),
    cancelAnimationFrame: (timer: NodeJS.Timeout) => clearTimeout(timer),
    IntersectionObserver: class {
      readonly #tell: (entries: object[]) => void
      constructor(tell: (entries: object[]) => void) {
        this.#tell = tell
      }
      observe(target: Element) {
        const rect = target.getBoundingClientRect()
        const rects = { boundingClientRect: rect, intersectionRect: rect, rootBounds: rect }
        setTimeout(() => this.#tell([{ target, isIntersecting: true, intersectionRatio: 1, time: 0, ...rects }]), 0)
      }
      unobserve() {}
      disconnect() {}
    },
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  })
}

/** An empty window of a phone's size. What jsdom complains about (styles it cannot read) is of no use to a test. */
export function openWindow(): DOMWindow {
  const { window } = new JSDOM('<!doctype html><html><head></head><body></body></html>', {
    url: 'http://127.0.0.1/',
    virtualConsole: new VirtualConsole(),
  })
  Object.assign(window, { innerWidth: 375, innerHeight: 812 })
  prepareWindow(window)
  return window
}
