/** Attributes of every tag for screen readers. @see https://developers.weixin.qq.com/miniprogram/dev/component/aria-component.html */
const NAMES = `role label hidden checked disabled selected expanded busy live atomic modal level describedby labelledby
controls haspopup required readonly multiselectable valuemin valuemax valuenow valuetext posinset setsize`.split(/\s+/)

/** Property of a tag (`ariaLabel`) to attribute of its element; `aria-role` is the browser's `role`. */
export const ariaAttributes: ReadonlyMap<string, string> = new Map(
  NAMES.map((name) => [
    `aria${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    name === 'role' ? 'role' : `aria-${name}`,
  ]),
)

/** Writes one of them; empty and absent ones are taken away, so that the tag's own stands. */
export function writeAria(element: HTMLElement, property: string, value: unknown): void {
  const attribute = ariaAttributes.get(property) ?? property
  if (value === '' || value === null || value === undefined) element.removeAttribute(attribute)
  else element.setAttribute(attribute, String(value))
}
