const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// Blanks are those of XML, not those of JavaScript: U+3000 is none. They may stand before the end of a tag.
const PROLOGUE = /^\uFEFF?[ \t\r\n]*(?:<\?xml[ \t\r\n][^?]*\?>[ \t\r\n]*)?<([A-Za-z_][\w.-]*)[ \t\r\n]*(\/?)>/
const OPENING = /[ \t\r\n]*<([A-Za-z_][\w.-]*)[ \t\r\n]*(\/?)>/y
const PIECE = /<!\[CDATA\[([\s\S]*?)\]\]>|<\/([A-Za-z_][\w.-]*)[ \t\r\n]*>|([^<]+)/y
const EPILOGUE = /[ \t\r\n]*<\/([A-Za-z_][\w.-]*)[ \t\r\n]*>[ \t\r\n]*$/y
const REST = /^[ \t\r\n]*$/

/** A flat message: the name of its root, and its elements as sent (blanks kept). */
export interface FlatXml {
  root: string
  values: Map<string, string>
}

/** Reads a flat `<xml>` message; undefined when it is anything else. */
export function readXml(text: string): Map<string, string> | undefined {
  const message = readFlatXml(text)
  return message?.root === 'xml' ? message.values : undefined
}

/**
 * Reads a flat message of any root: one level, no attributes, no comments, no DOCTYPE, every name once. An empty element
 * has an empty value, in whatever form it is written.
 * @returns undefined when it is anything else
 */
export function readFlatXml(text: string): FlatXml | undefined {
  const start = PROLOGUE.exec(text)
  if (start === null) return undefined
  const root = start[1] ?? ''
  const values = new Map<string, string>()
  let at = start[0].length
  if (start[2] === '/') return REST.test(text.slice(at)) ? { root, values } : undefined
  for (;;) {
    const opening = matchAt(OPENING, text, at)
    if (opening === null) break
    const [tag, name = '', slash] = opening
    const content = slash === '/' ? { value: '', end: at + tag.length } : readContent(text, at + tag.length, name)
    if (content === undefined || values.has(name)) return undefined
    values.set(name, content.value)
    at = content.end
  }
  return matchAt(EPILOGUE, text, at)?.[1] === root ? { root, values } : undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Reads text and CDATA sections up to the closing tag of `name`. */
function readContent(text: string, from: number, name: string): { value: string; end: number } | undefined {
  const parts: { value: string; isText: boolean }[] = []
  let at = from
  for (;;) {
    const piece = matchAt(PIECE, text, at)
    if (piece === null) return undefined
    at += piece[0].length
    const [, section, closing, plain] = piece
    if (closing !== undefined) return closing === name ? { value: join(parts), end: at } : undefined
    const value = section ?? decodeEntities(plain ?? '')
    if (value === undefined) return undefined
    parts.push({ value, isText: section === undefined })
  }
}

/** Blanks around a CDATA section are layout, not value. */
function join(parts: readonly { value: string; isText: boolean }[]): string {
  const hasSection = parts.some((part) => !part.isText)
  return parts
    .filter((part) => !hasSection || !part.isText || part.value.trim() !== '')
    .map((part) => part.value)
    .join('')
}

function decodeEntities(text: string): string | undefined {
  const pieces = text.split(/(&[^;&]*;)/) // odd ones are entities
  const decoded = pieces.map((piece, n) => (n % 2 === 1 ? characterOf(piece) : plainText(piece)))
  return decoded.includes(undefined) ? undefined : decoded.join('')
}

function plainText(text: string): string | undefined {
  return text.includes('&') ? undefined : text
}

/** `&lt;` → `<`, `&#x4F60;` → 你; undefined for an entity that XML itself does not define. */
function characterOf(entity: string): string | undefined {
  const name = entity.slice(1, -1)
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name]
  const [, hex, decimal] = /^#(?:x([\dA-Fa-f]{1,6})|(\d{1,7}))$/.exec(name) ?? []
  const code = hex === undefined ? Number.parseInt(decimal ?? '0', 10) : Number.parseInt(hex, 16)
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined
}

/** Says whether XML allows a character: no half of a surrogate pair, no control character. @see https://www.w3.org/TR/xml/#NT-Char */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
