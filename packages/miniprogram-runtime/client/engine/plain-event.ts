import * as glassEasel from 'glass-easel'
import { shownDomOf } from './backend.ts'

/** A node of an event as a page's logic sees it. */
interface EventNode {
  id: string
  dataset: Record<string, unknown>
  offsetLeft: number
  offsetTop: number
}

/** The node behind what glass-easel hands out as an event's target: a node, or the instance of a component. */
export function nodeOf(caller: unknown): glassEasel.Element {
  const inner = (caller as { _$?: glassEasel.Element })._$
  return inner ?? (caller as glassEasel.Element)
}

function plainNode(caller: unknown): EventNode {
  const node = nodeOf(caller)
  const dom = shownDomOf(node)
  return {
    id: node.id,
    dataset: glassEasel.dataUtils.simpleDeepCopy(node.dataset ?? {}) as Record<string, unknown>,
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}

/**
 * The event object that a page's listener gets: data only, as it would arrive from the web view.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
export function plainEvent(event: glassEasel.ShadowedEvent<unknown>): Record<string, unknown> {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: plainNode(event.target),
    currentTarget: plainNode(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail,
    ...event.extraFields,
  }
}
