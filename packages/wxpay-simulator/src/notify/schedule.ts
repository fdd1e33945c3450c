/**
 * The 15 intervals, in seconds, after which a notification that was not acknowledged is sent again: 24 h 4 min in all.
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011937248
 */
const RETRY_INTERVALS_SECONDS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
] as const

/** Returns the pause after delivery number `failed` (0: nothing sent yet), in ms; undefined when there is none after it. */
export function waitAfter(failed: number, firstDeliveryAtOnce: boolean): number | undefined {
  if (failed === 0 && firstDeliveryAtOnce) return 0
  const seconds = RETRY_INTERVALS_SECONDS[firstDeliveryAtOnce ? failed - 1 : failed]
  return seconds === undefined ? undefined : seconds * 1000
}
