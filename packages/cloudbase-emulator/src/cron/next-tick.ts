import type { CronSchedule } from './parse-cron.ts'

// Schedules are in Beijing time, which is UTC+8 all year.
const BEIJING_MS = 8 * 3600 * 1000
const DAY_SECONDS = 24 * 3600
const DAY_MS = DAY_SECONDS * 1000

/** The first time after `afterMs` that the schedule names (epoch ms), undefined when its years are over. */
export function nextTick(schedule: CronSchedule, afterMs: number): number | undefined {
  const fromSecond = Math.floor((afterMs + BEIJING_MS) / 1000) + 1
  const lastYear = schedule.years.at(-1) ?? 0
  let day = Math.floor(fromSecond / DAY_SECONDS)
  let earliest = fromSecond - day * DAY_SECONDS
  for (; ; day += 1) {
    const date = new Date(day * DAY_MS)
    if (date.getUTCFullYear() > lastYear) return undefined
    if (isOnDay(schedule, date)) {
      const second = firstSecond(schedule, earliest)
      if (second !== undefined) return (day * DAY_SECONDS + second) * 1000 - BEIJING_MS
    }
    earliest = 0
  }
}

function isOnDay({ years, months, days, weekdays }: CronSchedule, date: Date): boolean {
  if (!years.includes(date.getUTCFullYear()) || !months.includes(date.getUTCMonth() + 1)) return false
  if (days === undefined && weekdays === undefined) return true
  // Either is enough when both are given.
  return Boolean(days?.includes(date.getUTCDate())) || Boolean(weekdays?.includes(date.getUTCDay()))
}

/** The schedule's first second of the day that is not before `earliest`. */
function firstSecond({ hours, minutes, seconds }: CronSchedule, earliest: number): number | undefined {
  for (const hour of hours.filter((value) => value * 3600 + 3599 >= earliest)) {
    for (const minute of minutes) {
      for (const second of seconds) {
        const time = hour * 3600 + minute * 60 + second
        if (time >= earliest) return time
      }
    }
  }
  return undefined
}
