import { describe, expect, test } from 'vitest'
import { toJavaScript } from '../src/database/regular-expression.ts'

/** @see https://www.pcre.org/current/doc/html/pcre2pattern.html; reported as TencentCloudBase/node-sdk#3 */
describe('a regular expression of the database finds here what it finds in the cloud', () => {
  // biome-ignore format: one row is one expression
  test.each<[pattern: string, options: string, finds: string[], passes: string[]]>([
    ['^.$',            '',   ['😀', 'a', '\r'],        ['ab', '\n']],
    ['end$',           '',   ['end', 'end\n'],         ['end\n\n', 'ends']],
    ['^a[[:digit:]]$', '',   ['a1'],                   ['ab', 'a١']],
    ['[[:alpha:]_]',   '',   ['x', '_'],               ['1']],
    ['\\Aa1\\z',       '',   ['a1'],                   ['a1\n', ' a1']],
    ['a1\\Z',          '',   ['a1', 'a1\n'],           ['a1 ']],
    ['\\QA.B\\E',      '',   ['A.B'],                  ['AxB']],
    ['\\Q(',           '',   ['(('],                   ['x']],
    ['^a\\d$',         '',   ['a1'],                   ['a١']],
    ['^A1$',           'i',  ['a1'],                   ['b1']],
    ['(?i)^A1$',       '',   ['a1'],                   ['b1']],
    ['^b$',            'm',  ['a\nb\nc'],              ['a\rb']],
    ['a.b',            's',  ['a\nb'],                 ['a\n\nb']],
    ['a.b',            '',   ['a\rb'],                 ['a\nb']],
    ['\\s',            '',   [' ', '\t'],              ['\u00a0', '\u3000']],
    ['^(?:ab|c)+?d',   '',   ['abcd'],                 ['d']],
    ['(?<year>\\d{4})', '',  ['2026'],                 ['202']],
    ['x(?=y)(?!yz)',   '',   ['xy'],                   ['xyz']],
    ['^[^]a]$',        '',   ['b'],                    [']', 'a']],
    ['^[]a]$',         '',   [']'],                    ['b']],
    ['^[a\\-z[]$',     '',   ['-', '['],               ['b']],
    ['a{,2}',          '',   ['a{,2}'],                ['aa']],
    ['a{x}',           '',   ['a{x}'],                 ['ax']],
    ['\\x{8336}',      '',   ['茶'],                   ['x']],
    ['\\x41',          '',   ['A'],                    ['x']],
    ['^\\p{Lu}$',      '',   ['Ä'],                    ['ä']],
    ['\\.\\-\\"\\@',   '',   ['.-"@'],                 ['x']],
    ['茶|杯',          '',   ['一杯'],                 ['水']],
    ['a/b',            '',   ['a/b'],                  ['ab']],
  ])('/%s/%s', (pattern, options, finds, passes) => {
    const expression = toJavaScript(pattern, options)
    expect(finds.filter((text) => !expression.test(text))).toEqual([])
    expect(passes.filter((text) => expression.test(text))).toEqual([])
  })

  // biome-ignore format: one row is one expression
  test.each<[pattern: string, options: string, named: string]>([
    ['a++',          '',  'the possessive quantifier ++'],
    ['a{2}+',        '',  'the possessive quantifier {2}+'],
    ['(?>a)',        '',  'the group (?>a'],
    ['(?P<n>a)',     '',  'the group (?P'],
    ['(?#note)a',    '',  'the group (?#'],
    ['a(?i)b',       '',  'the group (?i'],
    ['(?<=a)b',      '',  'the group (?<'],
    ['(?<!a)b',      '',  'the group (?<'],
    ['(?R)',         '',  'the group (?R'],
    ['(?(1)a|b)',    '',  'the group (?('],
    ['(*UTF8)a',     '',  'the group (*'],
    ['(a)\\1',       '',  '\\1'],
    ['\\vx',         '',  '\\v'],
    ['a\\Kb',        '',  '\\K'],
    ['\\R',          '',  '\\R'],
    ['\\X',          '',  '\\X'],
    ['\\u0041',      '',  '\\u'],
    ['\\p{Han}',     '',  '\\p'],
    ['[[:^digit:]]', '',  '[:^digit:]'],
    ['[[:sky:]]',    '',  '[:sky:]'],
    ['[\\D]',        '',  '[\\D]'],
    ['a',            'x', 'the flag x'],
    ['a',            'g', 'the flag g'],
    ['a',            'u', 'the flag u'],
    ['a'.repeat(1001), '', 'more than 1000 characters'],
  ])('/%s/%s is refused by name', (pattern, options, named) => {
    expect(() => toJavaScript(pattern, options)).toThrow(named)
  })

  test.each(['(', '[a', 'a)', '*a', 'a\\', 'a{2,1}'])('%s is no regular expression', (pattern) => {
    expect(() => toJavaScript(pattern, '')).toThrow()
  })
})
