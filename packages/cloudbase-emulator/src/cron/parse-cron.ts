/** A parsed 7-field schedule; every list is sorted. */
export interface CronSchedule {
  seconds: number[]
  minutes: number[]
  hours: number[]
  /** Undefined: not restricted by the day of the month. */
  days: number[] | undefined
  months: number[]
  /** 0 is Sunday. Undefined: not restricted by the day of the week. */
  weekdays: number[] | undefined
  years: number[]
}

interface Field {
  name: string
  min: number
  max: number
  /** Names that stand for `min`, `min + 1`, … */
  names?: string[]
  /** True if `?` (no restriction) may stand here. */
  mayBeOpen?: boolean
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

const FIELDS = {
  seconds: { name: 'second', min: 0, max: 59 },
  minutes: { name: 'minute', min: 0, max: 59 },
  hours: { name: 'hour', min: 0, max: 23 },
  days: { name: 'day', min: 1, max: 31, mayBeOpen: true },
  months: { name: 'month', min: 1, max: 12, names: MONTHS },
  weekdays: { name: 'weekday', min: 0, max: 6, names: WEEKDAYS, mayBeOpen: true },
  years: { name: 'year', min: 1970, max: 2099 },
} satisfies Record<keyof CronSchedule, Field>

const PART = /^(?<from>\*|[A-Z0-9]+)(?:-(?<to>[A-Z0-9]+))?(?:\/(?<step>\d+))?$/

/**
 * Reads a schedule of seven fields: second minute hour day month weekday year, each `*`, a value, a list, a range or a
 * step (`1/10`: from 1 on every 10); `?` for an open day or weekday.
 * @throws Error naming the field that is wrong
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/triggers.html
 */
export function parseCron(expression: string): CronSchedule {
  const texts = expression.trim().toUpperCase().split(/\s+/)
  if (texts.length !== 7) {
    throw new Error(`"${expression}" has ${texts.length} fields, not 7: second minute hour day month weekday year`)
  }
  const [seconds, minutes, hours, days, months, weekdays, years] = texts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const isOpen = (text: string) => text === '*' || text === '?'
  return {
    seconds: readField(FIELDS.seconds, seconds),
    minutes: readField(FIELDS.minutes, minutes),
    hours: readField(FIELDS.hours, hours),
    days: isOpen(days) ? undefined : readField(FIELDS.days, days),
    months: readField(FIELDS.months, months),
    weekdays: isOpen(weekdays) ? undefined : readField(FIELDS.weekdays, weekdays),
    years: readField(FIELDS.years, years),
  }
}

function readField(field: Field, text: string): number[] {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const groups = PART.exec(part)?.groups
    if (groups === undefined) throw wrong(field, text, `"${part}" is not understood`)
    const { from, to, step } = readPart(field, text, groups)
    for (let value = from; value <= to; value += step) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

function readPart(field: Field, text: string, groups: Record<string, string | undefined>) {
  const every = groups.from === '*'
  if (every && groups.to !== undefined) throw wrong(field, text, '"*" cannot begin a range')
  const step = groups.step === undefined ? undefined : Number(groups.step)
  if (step === 0) throw wrong(field, text, 'a step of 0 never comes')
  const from = every ? field.min : readValue(field, text, groups.from ?? '')
  const to =
    groups.to === undefined ? (every || step !== undefined ? field.max : from) : readValue(field, text, groups.to)
  if (from > to) throw wrong(field, text, `the range ${from}-${to} runs backwards`)
  return { from, to, step: step ?? 1 }
}

function readValue(field: Field, text: string, value: string): number {
  const named = field.names?.indexOf(value) ?? -1
  if (named >= 0) return field.min + named
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= field.min && number <= field.max) return number
  throw wrong(
    field,
    text,
    `"${value}" is not ${field.min}-${field.max}${field.names ? ` or ${field.names.join(',')}` : ''}`,
  )
}

function wrong(field: Field, text: string, why: string): Error {
  return new Error(`the ${field.name} field "${text}" is wrong: ${why}`)
}
