export type LogFields = Record<string, unknown>
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: LogFields) => void

const secretNames = /key|secret|sign|cert|token|req_?info|passphrase/i

function redact(name: string, value: unknown): unknown {
  if (secretNames.test(name)) return '(hidden)'
  if (/openid/i.test(name) && typeof value === 'string') return maskOpenid(value)
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack }
  return value
}

/** Shows enough of an openid to recognise it, too little to use it. */
export function maskOpenid(openid: string): string {
  return openid.length > 10 ? `${openid.slice(0, 4)}…${openid.slice(-4)}` : '…'
}

/** A log of JSON lines on stdout, one per fact, without keys, certificates or whole openids. */
export function createLog(functionName: string): Log {
  return (level, message, fields = {}) => {
    const shown = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redact(name, value)]))
    process.stdout.write(`${JSON.stringify({ level, function: functionName, message, ...shown })}\n`)
  }
}
