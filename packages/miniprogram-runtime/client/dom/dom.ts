/** A new element with a class and text, in the document of `parent`, at its end. */
export function appendElement<K extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = parent.ownerDocument.createElement(tag)
  if (className !== '') element.className = className
  if (text !== '') element.textContent = text
  parent.append(element)
  return element
}
