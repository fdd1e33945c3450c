import type { AppTemplates, WxsHooks } from '@stack/miniprogram-compiler/types'
import * as glassEasel from 'glass-easel'
import { shownDomOf } from './backend.ts'
import { builtinOf } from './builtin-node.ts'
import { nodeOf, plainEvent } from './plain-event.ts'

/** The class segment of glass-easel that neither the template nor a press writes. */
const WXS_CLASSES = 1
const WXS_STYLE = 2

const states = new WeakMap<glassEasel.Element, Record<string, unknown>>()
const descriptors = new WeakMap<glassEasel.Element, object>()

function styleText(style: unknown): string {
  if (typeof style === 'string') return style
  return Object.entries((style ?? {}) as Record<string, unknown>)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';')
}

function instanceOf(node: glassEasel.Element): Record<string, unknown> | null {
  return (node.asGeneralComponent()?.getMethodCaller() as Record<string, unknown> | undefined) ?? null
}

function find(node: glassEasel.Element, selector: string): glassEasel.Element[] {
  const root = node.asGeneralComponent()?.getShadowRoot()
  // A built-in tag is looked into as its owner sees it: at its children.
  return (builtinOf(node) === null && root ? root : node).querySelectorAll(selector)
}

/**
 * A node as WXS sees it.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
function describe(node: glassEasel.Element): object {
  const known = descriptors.get(node)
  if (known !== undefined) return known
  const rect = () => {
    const { left, top, right, bottom, width, height } = shownDomOf(node)?.getBoundingClientRect() ?? new DOMRect()
    return { left, top, right, bottom, width, height }
  }
  const view = (): Window => shownDomOf(node)?.ownerDocument.defaultView as Window
  const made = {
    selectComponent: (selector: string) => find(node, selector).map(describe)[0] ?? null,
    selectAllComponents: (selector: string) => find(node, selector).map(describe),
    setStyle: (style: unknown) => node.setNodeStyle(styleText(style), WXS_STYLE),
    addClass: (name: string) => node.toggleNodeClass(name, true, WXS_CLASSES),
    removeClass: (name: string) => node.toggleNodeClass(name, false, WXS_CLASSES),
    hasClass: (name: string) => [0, WXS_CLASSES].some((segment) => node.classList?.contains(name, segment) === true),
    getDataset: () => glassEasel.dataUtils.simpleDeepCopy(node.dataset ?? {}),
    callMethod: (name: string, argument: unknown) => {
      const instance = instanceOf(node)
      const method = instance?.[name]
      if (typeof method === 'function')
        glassEasel.safeCallback('WXS callMethod', method as AnyFunction, instance, [argument])
    },
    triggerEvent: (name: string, detail: unknown) => node.triggerEvent(name, detail),
    getState: () => {
      const state = states.get(node) ?? {}
      states.set(node, state)
      return state
    },
    getBoundingClientRect: rect,
    getComputedStyle: (names: string[]) => {
      const dom = shownDomOf(node)
      const style = dom === null ? undefined : view().getComputedStyle(dom)
      return Object.fromEntries(names.map((name) => [name, style?.[name as 'color']]))
    },
    requestAnimationFrame: (callback: () => void) => view().requestAnimationFrame(callback),
    setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
    clearTimeout: (timer: number) => clearTimeout(timer),
  }
  descriptors.set(node, made)
  return made
}

type AnyFunction = (...args: unknown[]) => unknown

/** The event as WXS sees it: `instance` is the node that listens, target and currentTarget carry data as in pages. */
function wxsEvent(event: glassEasel.ShadowedEvent<unknown>): object {
  return { ...plainEvent(event), instance: describe(nodeOf(event.currentTarget)) }
}

/** The engine's part in WXS; `templates` is asked late, because the templates are made with these hooks. */
export function wxsHooks(templates: () => AppTemplates, date: DateConstructor): WxsHooks {
  return {
    Date: date,
    changeProp: ((listener: AnyFunction) => {
      if (!templates().isWxs(listener)) return listener
      return (value: unknown, old: unknown, host: glassEasel.Element, element: glassEasel.Element) =>
        listener(value, old, describe(host), describe(element))
    }) as WxsHooks['changeProp'],
    event: ((caller: object, event: glassEasel.ShadowedEvent<unknown>, listener: AnyFunction): boolean | undefined => {
      if (!templates().isWxs(listener)) {
        // What a page's method returns means nothing, or `return false` would stop the event.
        listener.call(caller, plainEvent(event))
        return undefined
      }
      return listener(wxsEvent(event), describe(nodeOf(caller))) === false ? false : undefined
    }) as WxsHooks['event'],
  }
}
