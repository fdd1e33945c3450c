import * as glassEasel from 'glass-easel'
import { wxElementOf } from './backend.ts'

export interface FireOptions {
  bubbles?: boolean
  composed?: boolean
  original?: Event
  /** Fields beside `detail`: `touches`, `changedTouches`. */
  fields?: Record<string, unknown>
}

/** Fires an event on a node of the template. True when a listener prevented the default (`catch:` and WXS's `false`). */
export function fire(
  target: glassEasel.Element,
  type: string,
  detail: unknown,
  { bubbles = false, composed = false, original, fields = {} }: FireOptions = {},
): boolean {
  const event = new glassEasel.Event(type, detail, {
    bubbles,
    composed,
    capturePhase: bubbles,
    originalEvent: original,
    extraFields: fields,
  })
  glassEasel.Event.dispatchEvent(target, event)
  return event.defaultPrevented()
}

/** Fires a gesture (`tap`, `touchstart` …) where the browser saw it: it bubbles and crosses component borders. */
export function fireGesture(
  at: EventTarget | null,
  type: string,
  detail: unknown,
  original: Event,
  fields: Record<string, unknown> = {},
): boolean {
  const target = wxElementOf(at as Node | null)
  return target === null ? false : fire(target, type, detail, { bubbles: true, composed: true, original, fields })
}
