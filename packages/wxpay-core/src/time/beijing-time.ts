const BEIJING_OFFSET_MS = 8 * 3_600_000

/** Epoch ms to Beijing time `yyyyMMddHHmmss`, as time_start and time_expire want it. */
export function formatBeijingTime(epochMs: number): string {
  return new Date(epochMs + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14)
}

/** Epoch ms to the day it is in Beijing, `yyyyMMdd`, as billDate wants it. */
export function formatBeijingDate(epochMs: number): string {
  return formatBeijingTime(epochMs).slice(0, 8)
}

/**
 * Beijing time to epoch ms: `yyyyMMddHHmmss` or `yyyy-MM-dd HH:mm:ss`.
 *
 * @returns undefined for another form, and for a date that does not exist
 */
export function parseBeijingTime(text: string): number | undefined {
  const digits = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? text.replace(/\D/g, '') : text
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits)?.slice(1).map(Number)
  if (parts === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // A day or an hour that does not exist would have become another one.
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same && hour < 24 && minute < 60 && second < 60 ? date.getTime() - BEIJING_OFFSET_MS : undefined
}
