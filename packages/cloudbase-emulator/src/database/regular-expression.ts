import { invalidRequest, notBuilt } from './database-error.ts'

/**
 * What a regular expression of the document database (PCRE) means in JavaScript. Only what both read alike, or what can be
 * written so that it means the same, is taken; anything else is refused by name, for it would find other documents here
 * than in the cloud.
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/regex/
 */
const ESCAPES: Record<string, string> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  b: '\\b',
  B: '\\B',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  f: '\\f',
  a: '\\x07',
  e: '\\x1b',
  h: '[ \\t\\xa0]',
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
}
/** Escapes that stand for one character, or a set of them, inside of brackets. */
const IN_BRACKETS: Record<string, string> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: ' \\t\\n\\v\\f\\r',
  h: ' \\t\\xa0',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  f: '\\f',
  a: '\\x07',
  e: '\\x1b',
  b: '\\x08',
}
const POSIX: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: '0-9A-Fa-f',
}
/** Openings of groups that mean the same on both sides. */
const GROUPS = /^\((?:\?(?::|=|!|<[A-Za-z_]\w*>))?(?!\?|\*)/
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/
const LONGEST = 1000

interface Scan {
  pattern: string
  at: number
  flags: { i: boolean; m: boolean; s: boolean }
}

/** @throws DatabaseError for what is not read alike, or no regular expression at all */
export function toJavaScript(pattern: string, options: string): RegExp {
  const unknown = /[^ims]/.exec(options)
  if (unknown !== null) throw notBuilt(`regular expressions with the flag ${unknown[0]}`)
  if (pattern.length > LONGEST) throw notBuilt(`regular expressions of more than ${LONGEST} characters`)
  const leading = /^\(\?([ims]+)\)/.exec(pattern)
  const flags = new Set([...options, ...(leading?.[1] ?? '')])
  const scan: Scan = {
    pattern: leading === null ? pattern : pattern.slice(leading[0].length),
    at: 0,
    flags: { i: flags.has('i'), m: flags.has('m'), s: flags.has('s') },
  }
  let source = ''
  while (scan.at < scan.pattern.length) source += readPiece(scan)
  try {
    return new RegExp(source, scan.flags.i ? 'iu' : 'u')
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : String(error))
  }
}

function refuse(what: string, cure: string): never {
  throw notBuilt(`${what} in a regular expression, which JavaScript reads otherwise (${cure})`)
}

function readPiece(scan: Scan): string {
  const rest = scan.pattern.slice(scan.at)
  const [character = ''] = rest
  if (character === '\\') return readEscape(scan, rest)
  if (character === '[') return readBrackets(scan, rest)
  if (character === '(') return readGroup(scan, rest)
  const quantifier = QUANTIFIER.exec(rest)
  if (quantifier !== null) {
    scan.at += quantifier[0].length
    if (scan.pattern[scan.at] === '+') refuse(`the possessive quantifier ${quantifier[0]}+`, 'leave the last + out')
    return quantifier[0]
  }
  scan.at += character.length
  return symbolOf(character, scan.flags) ?? literal(character)
}

/** What a symbol without a backslash means: PCRE's line ends are \n alone, and its $ stands before a last one too. */
function symbolOf(character: string, { m, s }: Scan['flags']): string | undefined {
  switch (character) {
    case '.':
      return s ? '[\\s\\S]' : '[^\\n]'
    case '^':
      return m ? '(?<![^\\n])' : '^'
    case '$':
      return m ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))'
    case '|':
    case ')':
      return character
    default:
      return undefined
  }
}

function literal(character: string): string {
  return SYNTAX.test(character) ? `\\${character}` : character
}

function readGroup(scan: Scan, rest: string): string {
  const opening = GROUPS.exec(rest)
  if (opening === null) {
    const what = /^\(\??[^\w\s]?[\w<#-]?/.exec(rest)?.[0] ?? '('
    refuse(`the group ${what}…`, 'use (…), (?:…), (?=…), (?!…) or (?<name>…)')
  }
  scan.at += opening[0].length
  return opening[0]
}

function readEscape(scan: Scan, rest: string): string {
  const name = rest[1] ?? ''
  if (name === 'Q') return readQuoted(scan, rest)
  const hex = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(rest)
  if (hex !== null) return take(scan, hex[0], `\\u{${hex[1] ?? hex[2]}}`)
  const category = /^\\[pP](?:\{[A-Z][a-z]?\})/.exec(rest)
  if (category !== null) return take(scan, category[0], category[0])
  const written = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : undefined
  if (written !== undefined) return take(scan, `\\${name}`, written)
  return readPunctuation(scan, rest)
}

/** A backslash before anything that is no letter and no digit makes a literal of it. */
function readPunctuation(scan: Scan, rest: string): string {
  const [, character = ''] = /^\\([^\n]?)/u.exec(rest) ?? []
  if (character === '') throw invalidRequest('\\ at end of pattern')
  if (/[A-Za-z0-9]/.test(character)) refuse(`\\${character}`, 'it is not in the table of what both read alike')
  return take(scan, `\\${character}`, literal(character))
}

function readQuoted(scan: Scan, rest: string): string {
  const end = rest.indexOf('\\E')
  const text = end < 0 ? rest.slice(2) : rest.slice(2, end)
  scan.at += end < 0 ? rest.length : end + 2
  return Array.from(text, literal).join('')
}

function take(scan: Scan, piece: string, source: string): string {
  scan.at += piece.length
  return source
}

/** A set in brackets: ranges and characters as they are, classes of both kinds written out. */
function readBrackets(scan: Scan, rest: string): string {
  const [opening] = /^\[\^?\]?/.exec(rest) ?? ['[']
  let source = opening.replace(/\]$/, '\\]')
  let at = opening.length
  while (rest[at] !== ']') {
    const piece = readMember(rest.slice(at))
    source += piece.source
    at += piece.length
  }
  scan.at += at + 1
  return `${source}]`
}

function readMember(rest: string): { source: string; length: number } {
  if (rest === '') throw invalidRequest('missing terminating ] for character class')
  const posix = /^\[(?:[:.=])(\^?)(\w*)[:.=]\]/.exec(rest)
  if (posix !== null) {
    const set = posix[1] === '' && Object.hasOwn(POSIX, posix[2] ?? '') ? POSIX[posix[2] ?? ''] : undefined
    return { source: set ?? refuse(posix[0], 'write the characters out'), length: posix[0].length }
  }
  const hex = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(rest)
  if (hex !== null) return { source: `\\u{${hex[1] ?? hex[2]}}`, length: hex[0].length }
  const category = /^\\[pP]\{[A-Z][a-z]?\}/.exec(rest)
  if (category !== null) return { source: category[0], length: category[0].length }
  const [character = ''] = rest
  if (character !== '\\')
    return { source: '[^'.includes(character) ? `\\${character}` : character, length: character.length }
  return readEscapedMember(rest)
}

function readEscapedMember(rest: string): { source: string; length: number } {
  const [, character = ''] = /^\\(.?)/u.exec(rest) ?? []
  const set = Object.hasOwn(IN_BRACKETS, character) ? IN_BRACKETS[character] : undefined
  if (set !== undefined) return { source: set, length: 2 }
  if (character === '' || /[A-Za-z0-9]/.test(character))
    refuse(`[\\${character}]`, 'it is not in the table of what both read alike')
  const isSyntax = SYNTAX.test(character) || character === '-'
  return { source: isSyntax ? `\\${character}` : character, length: 1 + character.length }
}
