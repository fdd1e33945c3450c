import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTick } from '../../src/cron/next-tick.ts'
import { parseCron } from '../../src/cron/parse-cron.ts'

/** All times are Beijing time. */
const beijing = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`)
const inBeijing = (epochMs: number | undefined) =>
  epochMs === undefined ? 'never' : new Date(epochMs + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

// The first seven are the examples of https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/triggers.html
// 2024-01-01 was a Monday.
test.each([
  ['*/5 * * * * * *', '2024-01-01 00:00:00', '2024-01-01 00:00:05'],
  ['0 0 2 1 * * *', '2024-01-01 02:00:00', '2024-02-01 02:00:00'],
  ['0 15 10 * * MON-FRI *', '2024-01-05 10:15:00', '2024-01-08 10:15:00'],
  ['0 0 10,14,16 * * * *', '2024-01-01 10:00:00', '2024-01-01 14:00:00'],
  ['0 */30 9-17 * * * *', '2024-01-01 17:30:00', '2024-01-02 09:00:00'],
  ['0 0 12 * * WED *', '2024-01-01 00:00:00', '2024-01-03 12:00:00'],
  ['0 1/10 * * * * *', '2024-01-01 00:01:00', '2024-01-01 00:11:00'],
  ['* * * * * * *', '2023-12-31 23:59:59', '2024-01-01 00:00:00'],
  ['0 0 0 29 2 * *', '2024-02-29 00:00:00', '2028-02-29 00:00:00'],
  ['0 0 0 31 * ? *', '2024-01-31 00:00:00', '2024-03-31 00:00:00'],
  ['0 0 0 ? * SUN *', '2024-01-01 00:00:00', '2024-01-07 00:00:00'],
  ['0 0 0 ? * 0 *', '2024-01-01 00:00:00', '2024-01-07 00:00:00'],
  ['0 0 0 13 * FRI *', '2024-01-05 00:00:00', '2024-01-12 00:00:00'],
  ['0 0 0 13 * FRI *', '2024-01-12 00:00:00', '2024-01-13 00:00:00'],
  ['0 0 0 1 jan-mar/2 * *', '2024-01-01 00:00:00', '2024-03-01 00:00:00'],
  ['30 59 23 31 12 * 2099', '2024-01-01 00:00:00', '2099-12-31 23:59:30'],
  ['0 0 0 1 1 * 2024', '2024-01-01 00:00:00', 'never'],
  ['0 0 0 30 2 * *', '2024-01-01 00:00:00', 'never'],
])('the tick of "%s" after %s is %s', (expression, after, expected) => {
  expect(inBeijing(nextTick(parseCron(expression), beijing(after)))).toBe(expected)
})

test.each([
  ['0 0 2 1 * *', 'has 6 fields, not 7'],
  ['60 0 0 1 1 * *', 'the second field "60" is wrong: "60" is not 0-59'],
  ['0 x 0 1 1 * *', 'the minute field "X" is wrong: "X" is not 0-59'],
  ['0 0 5-3 1 1 * *', 'the hour field "5-3" is wrong: the range 5-3 runs backwards'],
  ['0 0 0 L * * *', 'the day field "L" is wrong: "L" is not 1-31'],
  ['0 0 0 15W * * *', 'the day field "15W" is wrong: "15W" is not 1-31'],
  ['0 0 0 1 13 * *', 'the month field "13" is wrong: "13" is not 1-12 or JAN,FEB'],
  ['0 0 0 ? * 7 *', 'the weekday field "7" is wrong: "7" is not 0-6 or SUN,MON'],
  ['0 0 0 1 1 * 1969', 'the year field "1969" is wrong: "1969" is not 1970-2099'],
  ['0 */0 0 1 1 * *', 'the minute field "*/0" is wrong: a step of 0 never comes'],
  ['0 1,,2 0 1 1 * *', 'the minute field "1,,2" is wrong: "" is not understood'],
  ['0 *-3 0 1 1 * *', 'the minute field "*-3" is wrong: "*" cannot begin a range'],
  ['0 ? 0 1 1 * *', 'the minute field "?" is wrong: "?" is not understood'],
])('"%s" is refused: it %s', (expression, message) => {
  expect(() => parseCron(expression)).toThrow(message)
})

describe('nextTick', () => {
  const NOW = beijing('2024-01-01 00:00:00')

  test('is after the time asked for, and no time between is one', () => {
    const schedule = parseCron('10,40 */7 * * * * *')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 24 * 3600_000 }), (offsetMs) => {
        const after = NOW + offsetMs
        const tick = nextTick(schedule, after) ?? Number.NaN
        expect(tick).toBeGreaterThan(after)
        expect(nextTick(schedule, tick - 1)).toBe(tick)
      }),
    )
  })
})
