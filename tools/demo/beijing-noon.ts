const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Epoch ms of noon in Beijing (UTC+8) on the day of `epochMs`: no day ends while the story is told. */
export function beijingNoon(epochMs: number): number {
  return Math.floor((epochMs + 8 * hourMs) / dayMs) * dayMs + 4 * hourMs
}

/** Beijing time as people write it: `2026-11-23 12:00:00`. */
export function showBeijingTime(epochMs: number): string {
  return new Date(epochMs + 8 * hourMs).toISOString().slice(0, 19).replace('T', ' ')
}
