/** Further fields of a log line; secrets and openids in them are hidden. */
export type LogFields = Record<string, unknown>
/** Stable key of what happened, `noun.past_participle`; alarms use it, the message may change. All stand in docs/errors.md. */
export type LogEvent = `${string}.${string}`
/** Writes one line to the log. */
export type Log = (level: 'info' | 'warn' | 'error', event: LogEvent, message: string, fields?: LogFields) => void

const secretNames = /key|secret|sign|cert|token|req_?info|prepay|passphrase/i
/** Matches whatever looks like an openid. */
const openids = /(?<![\w-])o[\w-]{27}(?![\w-])/g

function redact(name: string, value: unknown): unknown {
  if (secretNames.test(name)) return '(hidden)'
  if (typeof value === 'string') return /openid/i.test(name) ? maskOpenid(value) : value.replaceAll(openids, maskOpenid)
  if (value instanceof Error) return redactEach({ name: value.name, message: value.message, stack: value.stack })
  if (Array.isArray(value)) return value.map((element) => redact(name, element))
  return typeof value === 'object' && value !== null ? redactEach(value) : value
}

function redactEach(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redact(name, value)]))
}

/** Shows enough of an openid to recognise it, too little to use it. */
export function maskOpenid(openid: string): string {
  return openid.length > 10 ? `${openid.slice(0, 4)}…${openid.slice(-4)}` : '…'
}

/** A log of JSON lines on stdout, one per fact, without keys, certificates or whole openids. */
export function createLog(functionName: string): Log {
  return (level, event, message, fields = {}) => {
    process.stdout.write(
      `${JSON.stringify({ level, event, function: functionName, message, ...redactEach(fields) })}\n`,
    )
  }
}
