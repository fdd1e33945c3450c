import { invalidRequest, notImplemented } from '../documents/database-error.ts'
import { refuseEscape, refuseFlag, refuseGroup, refusePossessive } from '../documents/refuse-construct.ts'
import { ESCAPES } from './pcre-table.ts'
import { readBrackets } from './read-brackets.ts'

/** Openings of groups that mean the same on both sides. */
const GROUP = /^\((?:\?(?::|=|!|<[A-Za-z_]\w*>))?(?!\?|\*)/
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/
const LARGEST_REPEAT = 65_535
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/
const LONGEST = 1000

interface Scan {
  pattern: string
  at: number
  flags: { i: boolean; m: boolean; s: boolean }
}

/**
 * Returns the JavaScript expression that finds what a regular expression of the document database (PCRE, in UTF-8) finds.
 * Only what both read alike, or what can be written so that it means the same, is accepted: anything else would find other
 * documents here than in the cloud.
 * @throws DatabaseError that names what is not accepted, or says why it is not a regular expression
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/regex/
 */
export function toJavaScript(pattern: string, options: string): RegExp {
  for (const option of options) if (!'ims'.includes(option)) refuseFlag(option)
  if (pattern.length > LONGEST) throw notImplemented(`regular expressions of more than ${LONGEST} characters`)
  const leading = /^\(\?([ims]+)\)/.exec(pattern)
  const flags = options + (leading?.[1] ?? '')
  const scan: Scan = {
    pattern,
    at: leading?.[0].length ?? 0,
    flags: { i: flags.includes('i'), m: flags.includes('m'), s: flags.includes('s') },
  }
  let source = ''
  while (scan.at < pattern.length) source += readPiece(scan)
  try {
    return new RegExp(source, scan.flags.i ? 'iu' : 'u')
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error)
    throw invalidRequest(`invalid regular expression "${pattern}": ${reason}`)
  }
}

function readPiece(scan: Scan): string {
  const rest = scan.pattern.slice(scan.at)
  const [character = ''] = rest
  if (character === '\\') return readEscape(scan, rest)
  if (character === '(') return readGroup(scan, rest)
  if (character === '[') {
    const { source, length } = readBrackets(rest, scan.flags)
    scan.at += length
    return source
  }
  const quantifier = QUANTIFIER.exec(rest)
  if (quantifier !== null) return readQuantifier(scan, quantifier)
  return take(scan, character, symbolOf(character, scan.flags) ?? literal(character))
}

function readQuantifier(scan: Scan, [written, ...counts]: RegExpExecArray): string {
  if (counts.some((count) => Number(count ?? 0) > LARGEST_REPEAT)) {
    throw invalidRequest(`number too big in ${written}; expected ${LARGEST_REPEAT} at most`)
  }
  if (scan.pattern[scan.at + written.length] === '+') refusePossessive(written)
  return take(scan, written, written)
}

/**
 * Returns what a symbol without a backslash means. PCRE's lines end with \n alone; its $ stands before a last one too, and
 * its ^ of the flag m not behind that.
 */
function symbolOf(character: string, { m, s }: Scan['flags']): string | undefined {
  switch (character) {
    case '.':
      return s ? '[\\s\\S]' : '[^\\n]'
    case '^':
      return m ? '(?<=^|\\n(?=[\\s\\S]))' : '^'
    case '$':
      return m ? '(?=\\n|$)' : '(?=\\n?$)'
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
  const opening = GROUP.exec(rest)
  return opening === null ? refuseGroup(rest) : take(scan, opening[0], opening[0])
}

function readEscape(scan: Scan, rest: string): string {
  const [, name = ''] = /^\\([\s\S]?)/u.exec(rest) ?? []
  if (name === '') throw invalidRequest('\\ at end of pattern')
  if (name === 'Q') return readQuoted(scan, rest)
  const hex = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(rest)
  if (hex !== null) return take(scan, hex[0], `\\u{${hex[1] ?? hex[2]}}`)
  // JavaScript lets the flag i reach into properties.
  const category = (scan.flags.i ? /^\\p\{(?!L[ult]\})[A-Z][a-z]?\}/ : /^\\[pP]\{[A-Z][a-z]?\}/).exec(rest)
  if (category !== null) return take(scan, category[0], category[0])
  const known = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : undefined
  // A backslash before anything that is neither a letter nor a digit makes a literal of it.
  if (known === undefined && /[A-Za-z0-9]/.test(name)) refuseEscape(name, 'outside')
  return take(scan, `\\${name}`, known ?? literal(name))
}

function readQuoted(scan: Scan, rest: string): string {
  const [written, text = ''] = /^\\Q([\s\S]*?)(?:\\E|$(?![\s\S]))/.exec(rest) ?? [rest]
  return take(scan, written, Array.from(text, literal).join(''))
}

function take(scan: Scan, piece: string, source: string): string {
  scan.at += piece.length
  return source
}
