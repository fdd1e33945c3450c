/** Tags that go on in the line they stand in; all others are apart from what is around them. */
const INLINE = new Set(['WX-TEXT', 'SPAN', 'B', 'I', 'EM', 'STRONG', 'A'])
const SILENT = new Set(['STYLE', 'SCRIPT', 'IFRAME', 'TEMPLATE'])
const FIELDS = new Set(['INPUT', 'TEXTAREA'])

/** Shown only while the keyboard is on it. */
const KEYBOARD_ONLY = '_m-pull-key'

/** Says whether an element hides itself by its own attributes and style. */
function isHidden(element: Element): boolean {
  if (SILENT.has(element.tagName) || element.hasAttribute('hidden')) return true
  if (element.classList.contains(KEYBOARD_ONLY)) return true
  const { style } = element as HTMLElement
  return style?.display === 'none' || style?.visibility === 'hidden'
}

/** Says whether an element or one around it is hidden. */
export function isShown(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (isHidden(at)) return false
  return true
}

function isBlock({ tagName }: Element, custom: boolean): boolean {
  return !INLINE.has(tagName) && !custom
}

function fieldText(field: HTMLInputElement | HTMLTextAreaElement): string {
  return ['checkbox', 'radio', 'range'].includes(field.type) ? '' : field.value || field.placeholder
}

function collect(node: Node, out: string[]): void {
  if (node.nodeType === node.TEXT_NODE) {
    out.push(node.nodeValue ?? '')
    return
  }
  if (node.nodeType !== node.ELEMENT_NODE) return
  const element = node as Element
  if (isHidden(element)) return
  // The element of a custom component is inline, as in WeChat; glass-easel marks its own ones.
  const block = isBlock(element, element.hasAttribute('wx-host'))
  if (block) out.push(' ')
  if (FIELDS.has(element.tagName)) out.push(fieldText(element as HTMLInputElement))
  for (const child of element.childNodes) collect(child, out)
  if (block) out.push(' ')
}

export const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Returns the visible text of an element: white space folded, inputs by value or placeholder. */
export function visibleText(element: Element): string {
  const out: string[] = []
  collect(element, out)
  return fold(out.join(''))
}
