type EventConstructor = new (type: string, init: object) => Event

/** The element's own window: a frame's events are made of its own classes. */
function view(element: Element): { MouseEvent: EventConstructor; Event: EventConstructor } {
  return element.ownerDocument.defaultView as unknown as { MouseEvent: EventConstructor; Event: EventConstructor }
}

/** Presses and releases, as a mouse does: what was being typed in loses the focus. */
export function tapElement(element: Element): void {
  const { MouseEvent } = view(element)
  const active = element.ownerDocument.activeElement as HTMLElement | null
  if (active !== null && !active.contains(element) && !element.contains(active)) active.blur()
  for (const type of ['mousedown', 'mouseup', 'click']) {
    element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, button: 0 }))
  }
}

/** Types a text into an input or textarea, or into the one inside a tag. Throws when there is none. */
export function typeInto(element: Element, value: string): void {
  const field = element.matches('input,textarea')
    ? (element as HTMLInputElement)
    : element.querySelector<HTMLInputElement>('input,textarea')
  if (field === null)
    throw new Error(`[miniprogram-browser] <${element.tagName.toLowerCase()}> is nothing to type into`)
  const { Event } = view(field)
  field.focus()
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** Scrolls every scroll-view of the page to its end; jsdom has no heights, so their ends are always reached. */
export function scrollInside(page: Element): void {
  const { Event } = view(page)
  for (const area of page.querySelectorAll('wx-scroll-view [data-w-part=area]'))
    area.dispatchEvent(new Event('scroll', {}))
}
