import { expect, test } from 'vitest'
import { billedDays } from './billed-days.ts'

test.each([
  ['2026-01-16T10:00:00+08:00', '2026-01-15'],
  ['2026-01-16T09:59:59+08:00', '2026-01-14'],
  ['2026-01-16T23:59:59+08:00', '2026-01-15'],
  ['2026-03-01T12:00:00+08:00', '2026-02-28'],
  ['2026-01-01T10:00:00+08:00', '2025-12-31'],
])('at %s the last bill is that of %s', (now, last) => {
  expect(billedDays(Date.parse(now)).at(-1)).toBe(last)
})

test('a week of them, the oldest first', () => {
  expect(billedDays(Date.parse('2026-01-03T12:00:00+08:00'))).toStrictEqual([
    ...['2025-12-27', '2025-12-28', '2025-12-29', '2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02'],
  ])
})
