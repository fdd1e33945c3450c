import { fold, isShown, visibleText } from './visible-text.ts'

/** Elements of the current page and of what lies over it: what is on top comes first. */
export type Layers = readonly Element[]

const isSelector = (target: string): boolean => /^[.#[]/.test(target)

/**
 * A selector of WXML as the DOM knows it: class names carry their component's style scope (`_cell--title`), ids are kept
 * in an attribute.
 */
export function domSelectors(selector: string): string[] {
  const withIds = selector.replace(/#([\w-]+)/g, '[exparser\\:info-attr-id="$1"]')
  const classes = [...withIds.matchAll(/\.([\w-]+)(?![^[]*\])/g)]
  return classes.reduceRight<string[]>(
    (selectors, { 0: text, 1: name = '', index = 0 }) =>
      selectors.flatMap((one) =>
        [text, `[class$="--${name}"]`, `[class*="--${name} "]`].map(
          (form) => one.slice(0, index) + form + one.slice(index + text.length),
        ),
      ),
    [withIds],
  )
}

function bySelector(layer: Element, selector: string): Element | undefined {
  const found = layer.querySelectorAll(domSelectors(selector).join(','))
  return [...found].find(isShown)
}

/** The smallest element that reads exactly so, else the smallest that contains it, else the one that is labelled so. */
function byText(layer: Element, wanted: string): Element | undefined {
  const text = fold(wanted)
  const containing = [layer, ...layer.querySelectorAll('*')].filter(
    (element) => (element.textContent?.includes(text[0] ?? '') || element.tagName === 'INPUT') && isShown(element),
  )
  const read = containing
    .map((element) => ({ element, text: visibleText(element) }))
    .filter((one) => one.text.includes(text))
  const deepest = (list: typeof read) =>
    list.find(({ element }) => !list.some((other) => other.element !== element && element.contains(other.element)))
  const exact = deepest(read.filter((one) => one.text === text))
  const labelled = () =>
    [...layer.querySelectorAll('[aria-label]')].find((one) => one.getAttribute('aria-label') === text)
  return (exact ?? deepest(read))?.element ?? labelled()
}

/** The element that a test means by its text or by a selector that begins with `.`, `#` or `[`; undefined without one. */
export function findElement(layers: Layers, target: string): Element | undefined {
  const find = isSelector(target) ? bySelector : byText
  for (const layer of layers) {
    const found = find(layer, target)
    if (found !== undefined) return found
  }
  return undefined
}
