import { expect, test } from 'vitest'
import { formatTime } from '../../utils/format-time.ts'
import { formatTimeLeft } from '../../utils/format-time-left.ts'

const now = Date.parse('2026-11-23T21:05:00+08:00')

test.each([
  ['2026-11-23T21:05:59.999+08:00', '11月23日 21:05'],
  ['2026-01-02T03:04:00+08:00', '1月2日 03:04'],
  ['2026-12-31T23:59:00+08:00', '12月31日 23:59'],
  ['2025-12-31T23:59:59+08:00', '2025年12月31日 23:59'],
  // The year turns in the shop's time, not in UTC.
  ['2025-12-31T16:00:00Z', '1月1日 00:00'],
  ['2027-01-01T00:00:00+08:00', '2027年1月1日 00:00'],
])('formatTime(%s) is %s', (at, text) => {
  expect(formatTime(Date.parse(at), now)).toBe(text)
})

test.each([
  [30 * 60_000, '30:00'],
  [30 * 60_000 - 1, '30:00'],
  [29 * 60_000 + 59_000, '29:59'],
  [90 * 60_000, '90:00'],
  [1_000, '00:01'],
  [1, '00:01'],
  [0, '00:00'],
  [-5_000, '00:00'],
])('formatTimeLeft(%i) is %s', (leftMs, text) => {
  expect(formatTimeLeft(leftMs)).toBe(text)
})
