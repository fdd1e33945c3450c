import { XMLParser } from 'fast-xml-parser'
import { guardXml } from './guard-xml.ts'

const TEXT_BETWEEN_FIELDS = '#text'
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: false,
  htmlEntities: false,
  // No option here asks for the path of an element.
  jPath: false,
  textNodeName: TEXT_BETWEEN_FIELDS,
})

/**
 * Parses a flat WeChat Pay message; every value stays the string it is (`0`, leading zeros, blanks).
 *
 * Whatever a message never has (DOCTYPE, entities, comments, attributes, nesting, duplicates, 64 KB and more) is refused
 * before the parser sees it.
 *
 * @param root `xml` for messages, `root` for the decrypted req_info
 * @throws WxPayError XML_…
 */
export function parseXml(body: string | Uint8Array, { root = 'xml' } = {}): Record<string, string> {
  const parsed: Record<string, Record<string, string> | string> = parser.parse(guardXml(body, root))
  const content = parsed[root]
  if (typeof content !== 'object') return {}
  const { [TEXT_BETWEEN_FIELDS]: _blanks, ...fields } = content
  return fields
}
