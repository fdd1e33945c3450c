/** An element of a message: text is written as CDATA, an integer bare. */
export type Field = readonly [name: string, value: string | number]

/** Writes one element; `]]>` inside a text is spread over two CDATA sections. */
export function writeElement([name, value]: Field): string {
  const content = typeof value === 'number' ? value : `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  return `<${name}>${content}</${name}>`
}

/**
 * Writes a message as the gateway does: no declaration, the first element on the line of `<xml>`, a line feed after
 * each element, none after `</xml>`.
 */
export function writeXml(fields: readonly Field[]): string {
  return `<xml>${fields.map((field) => `${writeElement(field)}\n`).join('')}</xml>`
}
