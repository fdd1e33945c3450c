import type * as glassEasel from 'glass-easel'
import * as adapter from 'glass-easel-miniprogram-adapter'
import type { FrameBackend } from '../engine/backend.ts'
import { createIntersectionObserver, type IntersectionOptions } from '../queries/intersection-observer.ts'
import { createMediaQueryObserver } from '../queries/media-query-observer.ts'
import { type CallApp, SelectorQuery } from '../queries/selector-query.ts'
import type { Page } from './page.ts'

/** An instance of a page or component as its script sees it. */
interface Caller {
  _$: glassEasel.GeneralComponent
}

const pages = new WeakMap<object, Page>()

/** Notes which page a backend draws. */
export function registerBackend(backend: FrameBackend, page: Page): void {
  pages.set(backend, page)
}

/** Notes which page a root component is: what is left of a page that was closed still finds it. */
export function registerRoot(root: glassEasel.GeneralComponent, page: Page): void {
  pages.set(root, page)
}

function rootOf(component: glassEasel.GeneralComponent): glassEasel.GeneralComponent {
  const host = component.ownerShadowRoot?.getHostNode()
  return host === undefined ? component : rootOf(host)
}

/** The page in which a component lives or lived, virtual hosts included. */
function pageOfComponent(component: glassEasel.GeneralComponent): Page {
  const page = pages.get(component.getBackendContext() ?? rootOf(component))
  if (page === undefined) throw new Error(`[miniprogram-browser] <${component.is}> is on no page`)
  return page
}

/** The page of what an app has in hand, or undefined for anything that is no component. */
export function pageOfInstance(instance: object | undefined): Page | undefined {
  const component = (instance as Partial<Caller> | undefined)?._$
  return component === undefined ? undefined : pageOfComponent(component)
}

function callerOf({ _$: component }: Caller): CallApp {
  const { engine } = pageOfComponent(component)
  return (callback, ...args) => engine.callApp(callback as never, ...args)
}

/** Methods of every page and component that the adapter lacks or has otherwise than WeChat. */
const methods = {
  triggerEvent(this: Caller, name: string, detail: unknown = {}, options: glassEasel.EventOptions = {}): void {
    this._$.triggerEvent(name, detail, options)
  },
  createSelectorQuery(this: Caller): SelectorQuery {
    return new SelectorQuery(this._$, callerOf(this))
  },
  createIntersectionObserver(this: Caller, options: IntersectionOptions = {}): object {
    return createIntersectionObserver(this._$, options, callerOf(this))
  },
  createMediaQueryObserver(this: Caller): object {
    return createMediaQueryObserver(pageOfComponent(this._$).window, callerOf(this))
  },
  getOpenerEventChannel(this: Caller): object {
    return pageOfComponent(this._$).channel ?? {}
  },
  getPageId(this: Caller): string {
    return `pageId:${pageOfComponent(this._$).url}`
  },
  /** A custom tab bar is not supported: there is none. */
  getTabBar(): undefined {
    return undefined
  },
}

Object.assign(adapter.component.ComponentCaller.prototype, methods)
