/** The two pickers whose columns depend on each other. */
export type CalendarMode = 'date' | 'time'

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const LIMITS = { date: ['1900-01-01', '2100-12-31'], time: ['00:00', '23:59'] } as const

/** Columns of a date picker by its `fields`. */
export const COLUMNS = { year: 1, month: 2, day: 3 } as const

/** `2024-02-09` and `08:30` as numbers. */
export const numbers = (value: string): number[] => (value === '' ? [] : value.split(/[-:]/).map(Number))

/** Everything that column `at` can show beside the columns left of it. */
function whole(mode: CalendarMode, at: number, left: readonly number[], start: number, end: number): number[] {
  if (mode === 'time') return at === 0 ? range(0, 23) : range(0, 59)
  if (at === 0) return range(start, end)
  return at === 1 ? range(1, 12) : range(1, daysIn(left[0] ?? 1970, left[1] ?? 1))
}

const same = (left: readonly number[], limit: readonly number[]): boolean => left.every((part, n) => part === limit[n])

/**
 * The columns of a date or time picker and the value nearest to `chosen` that they allow.
 * @param start first and last value that can be chosen, `''` for WeChat's own limits
 */
export function calendar(mode: CalendarMode, chosen: readonly number[], start: string, end: string, columns: number) {
  const first = numbers(start || LIMITS[mode][0])
  const last = numbers(end || LIMITS[mode][1])
  const value: number[] = []
  const choices = range(0, columns - 1).map((at) => {
    const low = same(value, first) ? (first[at] ?? 0) : 0
    const high = same(value, last) ? (last[at] ?? 9999) : 9999
    const all = whole(mode, at, value, first[0] ?? 0, last[0] ?? 0).filter((part) => part >= low && part <= high)
    const wanted = chosen[at] ?? low
    value.push(Math.min(Math.max(wanted, all[0] ?? low), all.at(-1) ?? high))
    return all
  })
  return { choices, value }
}

const two = (part: number): string => String(part).padStart(2, '0')

/** A picked value as the page gets it. */
export const written = (mode: CalendarMode, value: readonly number[]): string =>
  mode === 'time' ? value.map(two).join(':') : [String(value[0]).padStart(4, '0'), ...value.slice(1).map(two)].join('-')
