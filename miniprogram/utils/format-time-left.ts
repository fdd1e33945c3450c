/**
 * Formats remaining time as `mm:ss`, e.g. `29:59`; more than an hour stays in minutes. A begun second counts whole, so
 * `00:00` means that it is over.
 *
 * @param leftMs - ms, negative when the time is over
 */
export function formatTimeLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  const minutes = Math.floor(seconds / 60)
  return `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
