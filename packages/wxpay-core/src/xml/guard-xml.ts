import { errorCodes, type WxPayErrorCode } from '../errors/error-codes.ts'
import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/** No message of API v2 comes near this. */
export const XML_MAX_BYTES = 64 * 1024
const MAX_ELEMENTS = 200
/**
 * Tags, text and blanks, which the parser goes through character by character: 200 elements with the longest names take
 * 14 KB, and long values stand in CDATA.
 */
const MAX_CHARS_OUTSIDE_CDATA = 16 * 1024
/** Entities and CDATA sections, each of which the parser adds to its value by itself. A message has about one per field. */
const MAX_PIECES = 1000

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
const BLANK = /^[ \t\r\n]*$/
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos);)/
const CDATA = '<![CDATA['
/** A plain XML declaration, which changes no value: version 1.0, no encoding or UTF-8. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[Uu][Tt][Ff]-8\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/
const DECLARATION_MAX_CHARS = 200

/** Constructs that may not appear anywhere, by their beginning. */
const refusedMarkup: [start: RegExp, code: WxPayErrorCode][] = [
  [/^<!(?:DOCTYPE|ENTITY)/i, 'XML_DOCTYPE'],
  [/^<!--/, 'XML_COMMENT'],
  [/^<\?/, 'XML_PROCESSING_INSTRUCTION'],
]

interface Scan {
  text: string
  at: number
  root: string
  where: 'start' | 'root' | 'field' | 'end'
  field: string
  seen: Set<string>
  charsInCdata: number
  pieces: number
}

/** The message shows just the offending markup: what follows may name a buyer. */
function refuse(code: WxPayErrorCode, { text, at }: Scan): never {
  const shown = formatValue(text.slice(at, at + CDATA.length))
  throw new WxPayError(code, `not a WeChat Pay message (${errorCodes[code].meaning}) at character ${at}: ${shown}`)
}

/**
 * Lets only flat messages through: one root, fields with text or CDATA, nothing else. One pass, linear in the length.
 *
 * A plain XML declaration may stand in front, as XML 1.0 allows. Character references (`&#65;`) are refused with the rest:
 * they occur in no captured answer or notification, where text stands in CDATA.
 *
 * @returns the message as text, without its declaration
 * @throws WxPayError XML_…
 */
export function guardXml(body: string | Uint8Array, root: string): string {
  const bytes = Buffer.byteLength(body)
  if (bytes > XML_MAX_BYTES) throw new WxPayError('XML_TOO_LARGE', `a message of ${bytes} bytes: 64 KB is the limit`)
  const whole = decodeUtf8(body)
  const text = whole.startsWith('<?') ? whole.slice(declarationLength(whole)) : whole
  const scan: Scan = { text, at: 0, root, where: 'start', field: '', seen: new Set(), charsInCdata: 0, pieces: 0 }
  const forbidden = text.search(FORBIDDEN_CHARACTER)
  if (forbidden >= 0) refuse('XML_CONTROL_CHARACTER', { ...scan, at: forbidden })
  while (scan.at < text.length) {
    passText(scan)
    if (scan.at < text.length) passMarkup(scan)
  }
  if (scan.where !== 'end') refuse('XML_TRUNCATED', scan)
  const outside = text.length - scan.charsInCdata
  if (outside > MAX_CHARS_OUTSIDE_CDATA) {
    throw new WxPayError('XML_TOO_LARGE', `${outside} characters outside CDATA: 16 KB is the limit`)
  }
  return text
}

/** Characters of the XML declaration at the very beginning; 0 where there is none that is accepted. */
function declarationLength(text: string): number {
  return DECLARATION.exec(text.slice(0, DECLARATION_MAX_CHARS))?.[0].length ?? 0
}

function passText(scan: Scan): void {
  const next = scan.text.indexOf('<', scan.at)
  const end = next < 0 ? scan.text.length : next
  const chunk = scan.text.slice(scan.at, end)
  if (scan.where !== 'field') {
    if (!BLANK.test(chunk)) refuse('XML_TEXT_OUTSIDE', scan)
  } else if (UNKNOWN_ENTITY.test(chunk)) {
    refuse('XML_ENTITY', scan)
  } else if (chunk.includes(']]>')) {
    refuse('XML_SYNTAX', scan)
  }
  for (let entity = chunk.indexOf('&'); entity >= 0; entity = chunk.indexOf('&', entity + 1)) addPiece(scan)
  scan.at = end
}

function addPiece(scan: Scan): void {
  scan.pieces += 1
  if (scan.pieces <= MAX_PIECES) return
  throw new WxPayError('XML_TOO_LARGE', `more than ${MAX_PIECES} entities and CDATA sections`)
}

function passMarkup(scan: Scan): void {
  const start = scan.text.slice(scan.at, scan.at + CDATA.length)
  for (const [pattern, code] of refusedMarkup) if (pattern.test(start)) refuse(code, scan)
  if (start === CDATA) passCdata(scan)
  else if (start.startsWith('<!')) refuse(CDATA.startsWith(start) ? 'XML_TRUNCATED' : 'XML_SYNTAX', scan)
  else if (start.startsWith('</')) passClosingTag(scan)
  else passOpeningTag(scan)
}

function passCdata(scan: Scan): void {
  if (scan.where !== 'field') refuse('XML_TEXT_OUTSIDE', scan)
  const end = scan.text.indexOf(']]>', scan.at)
  if (end < 0) refuse('XML_TRUNCATED', scan)
  addPiece(scan)
  scan.charsInCdata += end - scan.at - CDATA.length
  scan.at = end + ']]>'.length
}

/** The inside of the tag at `scan.at`, up to its `>`. */
function tagContent(scan: Scan, skip: number): { content: string; next: number } {
  const end = scan.text.indexOf('>', scan.at)
  if (end < 0) refuse('XML_TRUNCATED', scan)
  const content = scan.text.slice(scan.at + skip, end)
  if (content.includes('<')) refuse('XML_SYNTAX', scan)
  return { content, next: end + 1 }
}

/** Takes white space of XML off the end, and nothing else that JavaScript takes for blank. Linear, unlike a pattern. */
function trimEnd(content: string): string {
  let end = content.length
  while (end > 0 && ' \t\r\n'.includes(content.charAt(end - 1))) end -= 1
  return content.slice(0, end)
}

function passClosingTag(scan: Scan): void {
  const { content, next } = tagContent(scan, '</'.length)
  const expected = { start: undefined, root: scan.root, field: scan.field, end: undefined }[scan.where]
  if (trimEnd(content) !== expected) refuse('XML_SYNTAX', scan)
  scan.where = scan.where === 'field' ? 'root' : 'end'
  scan.at = next
}

function passOpeningTag(scan: Scan): void {
  const { content, next } = tagContent(scan, '<'.length)
  if (scan.where === 'end') refuse('XML_SECOND_ROOT', scan)
  if (scan.where === 'field') refuse('XML_NESTING', scan)
  const isEmpty = content.endsWith('/')
  const [name = '', ...attributes] = trimEnd(isEmpty ? content.slice(0, -1) : content).split(/[ \t\r\n]/)
  if (attributes.length > 0) refuse('XML_ATTRIBUTE', scan)
  if (scan.where === 'start') {
    if (name !== scan.root || isEmpty) refuse('XML_ROOT', scan)
    scan.where = 'root'
  } else {
    enterField(scan, name)
    if (!isEmpty) scan.where = 'field'
  }
  scan.at = next
}

function enterField(scan: Scan, name: string): void {
  // Names that every object has are refused: no message has them, and a parser must treat them in a special way.
  if (!NAME.test(name) || name in {} || name === 'prototype') refuse('XML_NAME', scan)
  if (scan.seen.has(name)) refuse('XML_DUPLICATE', scan)
  if (scan.seen.size + 2 > MAX_ELEMENTS) refuse('XML_TOO_MANY_ELEMENTS', scan)
  scan.seen.add(name)
  scan.field = name
}
