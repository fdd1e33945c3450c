import type { CallApp } from './selector-query.ts'

/** px, and `portrait` or `landscape`. */
interface Descriptor {
  minWidth?: number
  maxWidth?: number
  width?: number
  minHeight?: number
  maxHeight?: number
  height?: number
  orientation?: string
}

const NAMES: Record<keyof Descriptor, string> = {
  minWidth: 'min-width',
  maxWidth: 'max-width',
  width: 'width',
  minHeight: 'min-height',
  maxHeight: 'max-height',
  height: 'height',
  orientation: 'orientation',
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createMediaQueryObserver.html */
export function createMediaQueryObserver(window: Window, call: CallApp): object {
  const stops: (() => void)[] = []
  return {
    observe(descriptor: Descriptor, listener: (...args: never[]) => unknown) {
      const conditions = Object.entries(descriptor).map(
        ([name, value]) => `(${NAMES[name as keyof Descriptor]}: ${typeof value === 'number' ? `${value}px` : value})`,
      )
      const query = window.matchMedia(conditions.join(' and '))
      const tell = (): void => call(listener, { matches: query.matches })
      query.addEventListener('change', tell)
      stops.push(() => query.removeEventListener('change', tell))
      tell()
    },
    disconnect() {
      for (const stop of stops.splice(0)) stop()
    },
  }
}
