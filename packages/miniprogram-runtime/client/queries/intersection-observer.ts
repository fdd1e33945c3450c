import type * as glassEasel from 'glass-easel'
import { shownDomOf } from '../engine/backend.ts'
import type { CallApp } from './selector-query.ts'

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createIntersectionObserver.html */
export interface IntersectionOptions {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

interface Margins {
  left?: number
  top?: number
  right?: number
  bottom?: number
}

const plainRect = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
})

/** An observer of nodes inside `component`, by the browser's own IntersectionObserver of the page's window. */
export function createIntersectionObserver(
  component: glassEasel.GeneralComponent,
  { thresholds = [0], initialRatio = 0, observeAll = false }: IntersectionOptions,
  call: CallApp,
): object {
  const observers: IntersectionObserver[] = []
  let relative: { root: HTMLElement | null; margins: Margins } = { root: null, margins: {} }
  const find = (selector: string): glassEasel.Element[] => component.getShadowRoot()?.querySelectorAll(selector) ?? []
  const domOf = (element: glassEasel.Element | undefined): HTMLElement | null => (element ? shownDomOf(element) : null)

  function observe(element: glassEasel.Element, listener: (...args: never[]) => unknown): void {
    const dom = shownDomOf(element)
    const view = dom?.ownerDocument.defaultView as (Window & typeof globalThis) | null | undefined
    if (!dom || !view) return
    const { left = 0, top = 0, right = 0, bottom = 0 } = relative.margins
    let first = true
    const observer = new view.IntersectionObserver(
      (entries) => {
        for (const { intersectionRatio, boundingClientRect, intersectionRect, rootBounds, time } of entries) {
          const asBefore = first && intersectionRatio === initialRatio
          first = false
          if (asBefore) continue
          call(listener, {
            id: element.id,
            dataset: { ...element.dataset },
            intersectionRatio,
            boundingClientRect: plainRect(boundingClientRect),
            intersectionRect: plainRect(intersectionRect),
            relativeRect: plainRect(rootBounds ?? boundingClientRect),
            time,
          })
        }
      },
      { root: relative.root, rootMargin: `${top}px ${right}px ${bottom}px ${left}px`, threshold: thresholds },
    )
    observer.observe(dom)
    observers.push(observer)
  }

  return {
    relativeTo(selector: string, margins: Margins = {}) {
      relative = { root: domOf(find(selector)[0]), margins }
      return this
    },
    relativeToViewport(margins: Margins = {}) {
      relative = { root: null, margins }
      return this
    },
    observe(selector: string, listener: (...args: never[]) => unknown) {
      const found = find(selector)
      for (const element of observeAll ? found : found.slice(0, 1)) observe(element, listener)
    },
    disconnect() {
      for (const observer of observers.splice(0)) observer.disconnect()
    },
  }
}
