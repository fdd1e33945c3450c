import { beijingDay, startOfDay } from '@stack/shop'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A bill is to be fetched from 10:00 of the next day. @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040 */
const readyAtMs = 10 * hourMs
/** Days that are made up for, should nobody have been there to do it. */
const daysBack = 7

/** The last days whose bill WeChat has at `now` (epoch ms), the oldest first. */
export function billedDays(now: number): string[] {
  const today = startOfDay(beijingDay(now - readyAtMs))
  return Array.from({ length: daysBack }, (_, n) => beijingDay(today - (daysBack - n) * dayMs))
}
