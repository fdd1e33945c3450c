import type { Host } from '../api/host.ts'
import { appendElement } from './dom.ts'
import { pageStyle } from './phone-style.ts'

/** A page's own web view. */
export interface Frame {
  element: HTMLIFrameElement
  window: Window
  document: Document
}

/** Opens an empty document in standards mode with the built-in styles. One frame a page makes 100vh, fixed and vw its own. */
export function openFrame(parent: HTMLElement, title: string, host: Host, builtinStyle: string): Frame {
  const element = appendElement(parent, 'iframe', '_m-frame')
  element.title = title
  const document = element.contentDocument
  const window = element.contentWindow
  if (document === null || window === null) throw new Error('[miniprogram-browser] the browser gave the page no frame')
  document.open()
  document.write('<!doctype html><html lang="zh-CN"><head></head><body></body></html>')
  document.close()
  host.prepareWindow?.(window)
  for (const href of host.pageStyleSheets ?? []) {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'stylesheet', href })
    document.head.append(link)
  }
  const style = document.createElement('style')
  style.textContent = `${pageStyle}\n${builtinStyle}`
  document.head.append(style)
  return { element, window, document }
}
