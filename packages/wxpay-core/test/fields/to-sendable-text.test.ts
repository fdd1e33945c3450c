import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text } from '../../src/fields/formats.ts'
import { toSendableText } from '../../src/index.ts'

/** Protocol rules of API v2, edition 2024-11-18: characters of one to three bytes, none of the supplementary planes. */
describe('toSendableText', () => {
  // biome-ignore format: one row is one text
  test.each<[what: string, given: string, sent: string]>([
    ['plain Chinese', '不喜欢', '不喜欢'],
    ['an emoji', '不喜欢😀', '不喜欢'],
    ['an emoji in the middle', '茶🍵杯', '茶杯'],
    ['nothing but emoji', '😀👍🏽', '退款'],
    ['a family: its joiners go too', '给👨\u200d👩\u200d👧买', '给买'],
    ['a flag', '🇨🇳茶', '茶'],
    ['a tone of skin', '好👍🏽', '好'],
    ['a keycap keeps its digit', '1\ufe0f\u20e3号', '1号'],
    ['a heart of three bytes without its selector', '❤\ufe0f茶', '❤茶'],
    ['a flag of England: tag characters', '🏴\u{e0067}\u{e0062}\u{e007f}茶', '茶'],
    ['a rare Chinese character', '\u{20bb7}野家', '野家'],
    ['a common one with a selector of four bytes', '葛\u{e0100}城', '葛城'],
    ['a hand of three bytes loses its tone', '☝🏽茶', '☝茶'],
    ['a heart on fire', '❤\ufe0f\u200d🔥茶', '❤茶'],
    ['a sign joined to an emoji', '👩\u200d⚕\ufe0f茶', '茶'],
    ['a flag of pirates', '🏴\u200d☠\ufe0f茶', '茶'],
    ['a marking of an emoji', '😀\u0301茶', '茶'],
    ['leftovers of another program', '茶\ufe0f\u200d\u20e3', '茶'],
    ['an emoji between', 'a😀,`b', "a,'b"],
    ['a bill separator that only the emoji keeps apart', 'a,😀`b', "a,'b"],
    ['what shows nothing', '\u200b\u200d\ufe0f', '退款'],
    ['separators of lines', '茶\u2028糖\u0085盐', '茶 糖 盐'],
    ['half a surrogate pair', 'a\ud83cb', 'ab'],
    ['control characters', 'a\0b\u0007', 'ab'],
    ['halves that a control character keeps apart', 'a\ud83d\0\ude00b', 'ab'],
    ['line ends and tabs', 'a\r\nb\tc', 'a b c'],
    ['outer blanks', '\u3000 茶 ', '茶'],
    ['a blank that the emoji leaves', '茶 😀', '茶'],
    ['what separates the columns of a bill', 'a,`b', "a,'b"],
    ['an accent stays on its letter', 'cafe\u0301', 'cafe\u0301'],
    ['nothing', '', '退款'],
  ])('%s', (_what, given, sent) => {
    expect(toSendableText(given, { maxBytes: 80, fallback: '退款' })).toBe(sent)
  })

  test('cuts at whole characters', () => {
    expect(toSendableText('茶'.repeat(30), { maxBytes: 80 })).toBe('茶'.repeat(26))
    expect(toSendableText('cafe\u0301', { maxBytes: 5 })).toBe('caf')
    expect(toSendableText('a 茶', { maxBytes: 4 })).toBe('a')
  })

  test('cuts a fallback too, and makes it sendable', () => {
    expect(toSendableText('😀', { maxBytes: 3, fallback: '退款' })).toBe('退')
    expect(toSendableText('😀', { maxBytes: 80, fallback: ' 退款👍\n' })).toBe('退款')
  })

  test('whatever does not fit whole is left out: nothing of one character is sent', () => {
    expect(toSendableText(`e${'\u0301'.repeat(60)}`, { maxBytes: 80, fallback: '退款' })).toBe('退款')
  })

  test('without a fallback nothing is left empty', () => {
    expect(toSendableText('😀', { maxBytes: 80 })).toBe('')
  })

  test('the client sends whatever it returns, and the same again of its own result', () => {
    const pieces = [
      '茶',
      ' ',
      '😀',
      '\u200d',
      '\ufe0f',
      '\u20e3',
      ',',
      '`',
      '\u0301',
      '\u{e0100}',
      '🇨',
      '☝',
      '🏽',
      '1',
      '\0',
    ]
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme-composite' }),
      fc.string({ unit: fc.constantFrom(...pieces) }),
    )
    fc.assert(
      fc.property(anyText, fc.integer({ min: 6, max: 80 }), (given, maxBytes) => {
        const sent = toSendableText(given, { maxBytes, fallback: '退款' })
        expect(text(maxBytes).write(sent)).toBe(sent)
        expect(toSendableText(sent, { maxBytes, fallback: '退款' })).toBe(sent)
      }),
      { numRuns: 2000 },
    )
  })
})
