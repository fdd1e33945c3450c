/** Attributes by name; `text` becomes the content, functions become listeners, undefined and false leave the attribute out. */
export interface Attributes {
  text?: string
  [name: string]: string | boolean | undefined | ((event: Event) => void)
}

/** Makes an element with attributes, listeners (`onclick`) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { text, ...attributes }: Attributes = {},
  children: (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice('on'.length), value)
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...(text === undefined ? [] : [text]), ...children)
  return made
}
