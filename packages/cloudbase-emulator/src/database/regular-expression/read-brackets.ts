import { invalidRequest } from '../documents/database-error.ts'
import { refuseEscape, refuseMixture, refusePosixSet, refuseRange } from '../documents/refuse-construct.ts'
import { CHARACTERS_IN_BRACKETS, NO_WORD_OF_ANY_CASE, POSIX_SETS, SETS_IN_BRACKETS } from './pcre-table.ts'

/** A character or a set as JavaScript writes it, and the length of what PCRE wrote. */
interface Member {
  source: string
  length: number
  isSet: boolean
  /** Pairs that some versions of PCRE read wrongly in one class. */
  kind?: 'complement' | 'named'
}

const SYNTAX = /[\^$\\.*+?()[\]{}|/-]/
const HEX = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/

/**
 * Reads the set in brackets that the text begins with: its members one by one, with all sets written out.
 * @throws DatabaseError for a member that PCRE and JavaScript read differently
 */
export function readBrackets(rest: string, flags: { i: boolean }): { source: string; length: number } {
  if (/^\[([:.=])[^\]]*\1\]/.test(rest)) throw invalidRequest('POSIX named classes are supported only within a class')
  const opening = rest[1] === '^' ? '[^' : '['
  let source = opening
  let at = opening.length
  const kinds = new Set<Member['kind']>()
  // A closing bracket that comes first is a member.
  while (rest[at] !== ']' || at === opening.length) {
    const part = readPart(rest.slice(at), flags)
    kinds.add(part.kind)
    source += part.source
    at += part.length
  }
  if (kinds.has('complement') && kinds.has('named')) refuseMixture(rest.slice(0, at + 1))
  return { source: `${source}]`, length: at + 1 }
}

/** Reads a member, or the range that it begins; a hyphen that comes last stands for itself. */
function readPart(rest: string, flags: { i: boolean }): Member {
  const first = readMember(rest, flags)
  const isRange = rest[first.length] === '-' && rest[first.length + 1] !== ']'
  if (!isRange) return first
  const last = readMember(rest.slice(first.length + 1), flags)
  const length = first.length + 1 + last.length
  if (first.isSet || last.isSet) refuseRange(`[${rest.slice(0, length)}]`)
  return { source: `${first.source}-${last.source}`, length, isSet: false }
}

function readMember(rest: string, flags: { i: boolean }): Member {
  if (rest === '') throw invalidRequest('missing terminating ] for character class')
  const posix = /^\[([:.=])(\^?)(\w*)\1\]/.exec(rest)
  if (posix !== null) {
    const [written, , negation, name = ''] = posix
    const set = negation === '' && Object.hasOwn(POSIX_SETS, name) ? POSIX_SETS[name] : undefined
    return { source: set ?? refusePosixSet(written), length: written.length, isSet: true, kind: 'named' }
  }
  if (rest[0] === '\\') return readEscape(rest, flags)
  const [character = ''] = rest
  return { source: escapeMember(character), length: character.length, isSet: false }
}

function readEscape(rest: string, { i }: { i: boolean }): Member {
  const hex = HEX.exec(rest)
  if (hex !== null) return { source: `\\u{${hex[1] ?? hex[2]}}`, length: hex[0].length, isSet: false }
  const category = /^\\p\{(?!L[ult]\})[A-Z][a-z]?\}/.exec(rest) ?? (i ? null : /^\\[pP]\{[A-Z][a-z]?\}/.exec(rest))
  if (category !== null) return { source: category[0], length: category[0].length, isSet: true, kind: 'named' }
  const [, character = ''] = /^\\([\s\S]?)/u.exec(rest) ?? []
  if (i && character === 'W') return { source: NO_WORD_OF_ANY_CASE, length: 2, isSet: true, kind: 'complement' }
  const set = Object.hasOwn(SETS_IN_BRACKETS, character) ? SETS_IN_BRACKETS[character] : undefined
  if (set !== undefined) {
    return { source: set, length: 2, isSet: true, ...(/[A-Z]/.test(character) && { kind: 'complement' as const }) }
  }
  const known = Object.hasOwn(CHARACTERS_IN_BRACKETS, character) ? CHARACTERS_IN_BRACKETS[character] : undefined
  if (known === undefined && /^[A-Za-z0-9]?$/.test(character)) refuseEscape(character, 'in brackets')
  return { source: known ?? escapeMember(character), length: 1 + character.length, isSet: false }
}

function escapeMember(character: string): string {
  return SYNTAX.test(character) ? `\\${character}` : character
}
