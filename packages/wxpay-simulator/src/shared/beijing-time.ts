const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** Formats epoch ms as the wire has it: `20141030133525`, Beijing time. */
export function compactTime(epochMs: number): string {
  return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19).replace(/\D/g, '')
}

/** Formats epoch ms as refunds and bills have it: `2014-10-30 13:35:25`, Beijing time. */
export function longTime(epochMs: number): string {
  return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Reads `20141030133525` (Beijing time) as epoch ms; undefined when there is no such time. */
export function parseCompactTime(text: string): number | undefined {
  if (!/^\d{14}$/.test(text)) return undefined
  const [, date = '', time = ''] = /^(\d{8})(\d{6})$/.exec(text) ?? []
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}+08:00`
  const epochMs = Date.parse(iso)
  return Number.isNaN(epochMs) || compactTime(epochMs) !== text ? undefined : epochMs
}

/** The Beijing midnight (epoch ms) that `epochMs` follows. */
export function startOfDay(epochMs: number): number {
  return Math.floor((epochMs + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
}

/** The same time of day `months` earlier, at the last day of that month where it is shorter. */
export function monthsBefore(epochMs: number, months: number): number {
  const date = new Date(epochMs + OFFSET_MS)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() - OFFSET_MS
}
