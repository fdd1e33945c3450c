import { existsSync, readFileSync } from 'node:fs'
import { type CronSchedule, parseCron } from '../cron/parse-cron.ts'
import { EmulatorError } from '../shared/emulator-error.ts'

/** The timer of a function. */
export interface TimerConfig {
  name: string
  schedule: CronSchedule
}

interface Trigger {
  name?: unknown
  type?: unknown
  config?: unknown
}

/**
 * Reads the timer out of a function's `config.json`; no file or no trigger means no timer.
 * @throws EmulatorError `function_invalid`, naming the file and the field
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/triggers.html
 */
export function readTimer(file: string, warn: (message: string) => void): TimerConfig | undefined {
  const triggers = readTriggers(file)
  if (triggers.length > 1) throw invalid(file, `it has ${triggers.length} triggers; the cloud takes one a function`)
  if (triggers.length === 0) return undefined
  const trigger = triggers[0] ?? {}
  if (trigger.type !== 'timer') {
    throw invalid(file, `triggers[0].type is ${JSON.stringify(trigger.type)}; there is only "timer"`)
  }
  if (typeof trigger.name !== 'string' || !/^[A-Za-z][\w-]{0,59}$/.test(trigger.name)) {
    throw invalid(
      file,
      `triggers[0].name ${JSON.stringify(trigger.name)} must be up to 60 letters, digits, "-" and "_", beginning with a letter`,
    )
  }
  if (typeof trigger.config !== 'string') throw invalid(file, 'triggers[0].config must be a string of seven fields')
  // https://developers.weixin.qq.com/community/minihome/doc/000eaab2a6cf78af99ec5604f5f400
  if (/\d/.test(trigger.config.trim().split(/\s+/)[5] ?? '')) {
    warn(
      `${file}: the weekday is a number. 0 is Sunday here, as documented, but the cloud was reported to take it for Monday: write SUN … SAT`,
    )
  }
  try {
    return { name: trigger.name, schedule: parseCron(trigger.config) }
  } catch (error) {
    throw invalid(file, `in triggers[0].config ${(error as Error).message}`, error)
  }
}

function readTriggers(file: string): (Trigger | null)[] {
  if (!existsSync(file)) return []
  let config: { triggers?: unknown } | null
  try {
    config = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw invalid(file, (error as Error).message, error)
  }
  const triggers = config?.triggers ?? []
  if (!Array.isArray(triggers)) throw invalid(file, '"triggers" must be a list')
  return triggers
}

function invalid(file: string, why: string, cause?: unknown): EmulatorError {
  return new EmulatorError('function_invalid', `cannot use ${file}: ${why}`, cause)
}
