const shopOffsetMs = 8 * 3_600_000

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * A moment as people read it, in the shop's time (UTC+8) wherever the phone is: `11月23日 21:05`, with the year in front
 * when it is another year than now's.
 *
 * @param at - epoch ms
 * @param now - epoch ms
 */
export function formatTime(at: number, now: number): string {
  const moment = new Date(at + shopOffsetMs)
  const year = moment.getUTCFullYear()
  const sameYear = year === new Date(now + shopOffsetMs).getUTCFullYear()
  const day = `${moment.getUTCMonth() + 1}月${moment.getUTCDate()}日`
  return `${sameYear ? '' : `${year}年`}${day} ${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}`
}
