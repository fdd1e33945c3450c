import { notImplemented } from './database-error.ts'

/** Meaning of a construct for the document database, and its replacement. */
interface Refusal {
  means: string
  cure: string
}

const LEAVE_OUT = 'leave it out'
const WRITE_OUT = 'write the characters out'
const NOT_IN_TABLE: Refusal = { means: 'has no meaning that PCRE and JavaScript share', cure: WRITE_OUT }

/** Flags other than i, m and s. The database knows x; g, y, d and v are JavaScript's. */
const FLAGS: Record<string, Refusal> = {
  g: { means: 'asks JavaScript for every match, while a query needs one', cure: LEAVE_OUT },
  y: { means: 'ties JavaScript to one position', cure: 'begin the expression with ^ instead' },
  u: { means: 'makes JavaScript read whole characters, which the database does anyway', cure: LEAVE_OUT },
  v: { means: 'adds set notation to JavaScript', cure: LEAVE_OUT },
  d: { means: 'asks JavaScript for positions', cure: LEAVE_OUT },
  x: {
    means: 'skips blanks and comments in PCRE and does not exist in JavaScript',
    cure: 'remove blanks and comments',
  },
}

/** Escapes by the character after the backslash. */
const ESCAPES: [which: RegExp, refusal: Refusal][] = [
  [
    /[1-9]/,
    {
      means: 'refers to a group; one that took no part fails in PCRE and is empty in JavaScript',
      cure: 'repeat the pattern of the group',
    },
  ],
  [/[kg]/, { means: 'refers to a group by name or number', cure: 'repeat the pattern of the group' }],
  [
    /[0ox]/,
    { means: 'is a character by its number, in a form that JavaScript lacks', cure: 'write \\x41 or \\x{8336}' },
  ],
  [/[cNCG]/, { means: 'has no counterpart in JavaScript', cure: WRITE_OUT }],
  [
    /[vVHR]/,
    {
      means: 'is a set of blanks or line ends in PCRE; \\v is one character in JavaScript',
      cure: 'use \\s or write the characters out',
    },
  ],
  [/[X]/, { means: 'is a whole grapheme', cure: 'use .' }],
  [/[K]/, { means: 'moves the start of the match', cure: LEAVE_OUT }],
  [/[Eu]/, { means: 'is not an escape of PCRE by itself', cure: 'write \\x{8336} for a character by its number' }],
  [
    /[pP]/,
    {
      means: 'names a property in a form or with a flag that PCRE and JavaScript read differently',
      cure: 'use \\p{L} or another general category, Lu, Ll and Lt without the flag i',
    },
  ],
]

/** Groups by their opening. */
const GROUPS: [which: RegExp, refusal: Refusal][] = [
  [/^\(\?>/, { means: 'is atomic: it gives nothing back', cure: 'use (?:…)' }],
  [/^\(\?(?:P<|')/, { means: 'names a group in a form that JavaScript lacks', cure: 'use (?<name>…)' }],
  [/^\(\?#/, { means: 'is a comment', cure: LEAVE_OUT }],
  [
    /^\(\?<[=!]/,
    { means: 'looks behind, in PCRE over a fixed length only', cure: 'take the text before into the expression' },
  ],
  [
    /^\(\?(?:R|[+-]?\d|&|P>)/,
    { means: 'calls a group again, itself included', cure: 'repeat the pattern of the group' },
  ],
  [/^\(\?P=/, { means: 'refers to a group by name', cure: 'repeat the pattern of the group' }],
  [/^\(\?\(/, { means: 'is a condition', cure: 'use (?:…|…)' }],
  [/^\(\?\|/, { means: 'numbers the groups of its alternatives alike', cure: 'use (?:…|…)' }],
  [/^\(\?C/, { means: 'is a callout', cure: LEAVE_OUT }],
  [/^\(\*/, { means: 'is a verb of PCRE', cure: LEAVE_OUT }],
  [
    /^\(\?[\^a-zA-Z-]/,
    {
      means: 'changes flags in the middle',
      cure: 'put (?i), (?m) or (?s) at the beginning, or pass the flag as an option',
    },
  ],
]

function refuse(construct: string, { means, cure }: Refusal): never {
  throw notImplemented(`${construct} in a regular expression, which ${means}; ${cure}`)
}

/** Refuses a flag of a regular expression. */
export function refuseFlag(flag: string): never {
  const refusal = Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined
  return refuse(`the flag ${flag}`, refusal ?? { means: 'is unknown', cure: LEAVE_OUT })
}

/** Refuses an escape, `\K`, outside or inside of brackets. */
export function refuseEscape(character: string, where: 'outside' | 'in brackets'): never {
  const [, refusal = NOT_IN_TABLE] = ESCAPES.find(([which]) => which.test(character)) ?? []
  return refuse(where === 'outside' ? `\\${character}` : `[\\${character}]`, refusal)
}

/** Refuses the group that the text begins with. */
export function refuseGroup(rest: string): never {
  const [opening] = /^\((?:\*\w*|\?P?[^\w\s)]?[\w<#=-]?)?/.exec(rest) ?? ['(']
  const [, refusal = { means: 'is unknown', cure: 'use (…), (?:…), (?=…), (?!…) or (?<name>…)' }] =
    GROUPS.find(([which]) => which.test(rest)) ?? []
  return refuse(`the group ${opening}…`, refusal)
}

/** Refuses a quantifier that gives nothing back, `a++`. */
export function refusePossessive(quantifier: string): never {
  return refuse(`the possessive quantifier ${quantifier}+`, {
    means: 'gives nothing back',
    cure: 'leave the last + out',
  })
}

/** Refuses a named set, `[:^digit:]`, that is not in the table. */
export function refusePosixSet(written: string): never {
  return refuse(written, { means: 'is negated, a collating element or unknown', cure: WRITE_OUT })
}

/** Refuses a range that begins or ends with a set, `[\w-.]`: an error to some versions of PCRE, a hyphen to others. */
export function refuseRange(range: string): never {
  return refuse(`the range ${range}`, { means: 'begins or ends with a set', cure: 'write the hyphen as \\-' })
}

/** Refuses `\D`, `\W` or `\S` beside a named set or a property, which PCRE 10.42 gets wrong for characters beyond ASCII. */
export function refuseMixture(brackets: string): never {
  return refuse(brackets, {
    means: 'mixes \\D, \\W or \\S with a named set, and not every version of PCRE reads that alike',
    cure: WRITE_OUT,
  })
}
