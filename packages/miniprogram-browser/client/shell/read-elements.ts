/** The text elements of a flat XML message, by name; of other texts none. */
export function readElements(xml: string): Record<string, string> {
  const found = xml.matchAll(/<(\w+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g)
  return Object.fromEntries([...found].map(([, name, marked, plain]) => [name, marked ?? plain ?? '']))
}
