const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
// WeChat Pay lives in Beijing, wherever this browser is; China has no summer time.
const BEIJING_MS = 8 * HOUR_MS

/** `21:40:05`, in Beijing. */
export function timeOfDay(at: number): string {
  return new Date(at + BEIJING_MS).toISOString().slice(11, 19)
}

/** `2026-11-23 21:40:05`, in Beijing. */
export function dateAndTime(at: number): string {
  return new Date(at + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Milliseconds until this time of the next day in Beijing. */
export function untilTomorrow(now: number, time: { hour: number; minute: number }): number {
  const sinceMidnight = (now + BEIJING_MS) % DAY_MS
  return DAY_MS - sinceMidnight + time.hour * HOUR_MS + time.minute * MINUTE_MS
}

/** A length of time in Chinese, to the minute: `1 天 2 小时 31 分`. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return told.length === 0 ? '0 分' : told.join(' ')
}

/** The steps of the clock that the workbench offers, in ms from `now`. */
export const STEPS: { label: string; ms: (now: number) => number }[] = [
  { label: '+10 分钟', ms: () => 10 * MINUTE_MS },
  { label: '+31 分钟', ms: () => 31 * MINUTE_MS },
  { label: '+1 天', ms: () => DAY_MS },
  { label: '到明天 10:05', ms: (now) => untilTomorrow(now, { hour: 10, minute: 5 }) },
]
