import { formatBeijingDate, parseBeijingTime } from 'wxpay-core'

/** The day that it is in Beijing at a moment (epoch ms), as `2026-03-01`: bills go by these days. */
export function beijingDay(epochMs: number): string {
  return formatBeijingDate(epochMs).replace(/^(\d{4})(\d\d)/, '$1-$2-')
}

/** Epoch ms at which a day begins in Beijing. Throws on anything but a day. */
export function startOfDay(day: string): number {
  const start = parseBeijingTime(`${day} 00:00:00`)
  if (start === undefined) throw new Error(`[shop] ${day} is no day. Write it as 2026-03-01.`)
  return start
}
