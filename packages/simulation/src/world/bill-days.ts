import { beijingDay, startOfDay } from '@stack/shop'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Ten minutes after WeChat hands bills out: clocks may be off by five. */
const billAtMs = 10 * hourMs + 10 * 60_000

/** Epoch ms from which on every clock finds that the bill of a day (`2026-03-01`) is there. */
export function billAt(day: string): number {
  return startOfDay(day) + dayMs + billAtMs
}

/** The seven days before the one that it is at `now` (epoch ms). */
export function daysBefore(now: number): string[] {
  return Array.from({ length: 7 }, (_, index) => beijingDay(now - (index + 1) * dayMs))
}
