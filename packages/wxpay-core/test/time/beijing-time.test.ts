import { expect, test } from 'vitest'
import { formatBeijingDate, formatBeijingTime, parseBeijingTime } from '../../src/index.ts'

test.each([
  ['20141030133525', '2014-10-30T05:35:25Z'],
  ['20260101000000', '2025-12-31T16:00:00Z'],
  ['20240229235959', '2024-02-29T15:59:59Z'],
])('%s in Beijing is %s', (text, iso) => {
  expect(parseBeijingTime(text)).toBe(Date.parse(iso))
  expect(formatBeijingTime(Date.parse(iso))).toBe(text)
  expect(formatBeijingTime(Date.parse(iso) + 999)).toBe(text)
})

test('the form of refunds and bills', () => {
  expect(parseBeijingTime('2018-11-19 16:24:13')).toBe(Date.parse('2018-11-19T08:24:13Z'))
})

test('the day in Beijing changes at 16:00 UTC', () => {
  expect(formatBeijingDate(Date.parse('2026-11-23T15:59:59Z'))).toBe('20261123')
  expect(formatBeijingDate(Date.parse('2026-11-23T16:00:00Z'))).toBe('20261124')
})

test.each([
  '',
  '20230229120000',
  '20231301120000',
  '20230101240000',
  '20230101006000',
  '2023-01-01',
  '2023010112000',
  '00000101000000',
  ' 20230101120000',
  '2023-01-01T12:00:00',
])('parseBeijingTime(%j) is undefined', (text) => {
  expect(parseBeijingTime(text)).toBeUndefined()
})
