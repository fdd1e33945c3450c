/**
 * PCRE's escapes in JavaScript (flag u, never m), outside of brackets. The document database compares `\d`, `\w`, `\s` and `\b` by ASCII;
 * JavaScript's `\s` knows more blanks.
 * @see https://www.pcre.org/current/doc/html/pcre2pattern.html
 */
export const ESCAPES: Record<string, string> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[\\t-\\r ]',
  S: '[^\\t-\\r ]',
  h: '[\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  b: '\\b',
  // V8 also tries between the two halves of a character outside the basic plane, where it finds no character.
  B: '\\B(?=[\\s\\S]|$)',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  f: '\\f',
  a: '\\x07',
  e: '\\x1b',
  A: '^',
  z: '$',
  Z: '(?=\\n?$)',
}

/** Escapes inside of brackets that stand for one character. */
export const CHARACTERS_IN_BRACKETS: Record<string, string> = {
  n: '\\n',
  r: '\\r',
  t: '\\t',
  f: '\\f',
  a: '\\x07',
  e: '\\x1b',
  b: '\\x08',
}

/** Escapes inside of brackets that stand for a set. What is negated is written out, for sets of other kinds stand beside it. */
export const SETS_IN_BRACKETS: Record<string, string> = {
  d: '0-9',
  D: '\\x00-\\/:-\\u{10ffff}',
  w: 'A-Za-z0-9_',
  W: '\\x00-\\/:-@\\[-\\^`\\{-\\u{10ffff}',
  s: '\\t-\\r ',
  S: '\\x00-\\x08\\x0e-\\x1f!-\\u{10ffff}',
  h: '\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
}

/** `\W` inside of brackets where case does not count: without ſ and the Kelvin sign, which JavaScript takes for s and k. */
export const NO_WORD_OF_ANY_CASE = '\\x00-\\/:-@\\[-\\^`\\{-\\u017e\\u0180-\\u2129\\u212b-\\u{10ffff}'

/** Named sets, `[:digit:]` inside of brackets. */
export const POSIX_SETS: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: '0-9A-Fa-f',
}
