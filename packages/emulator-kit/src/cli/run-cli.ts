import { basename, dirname } from 'node:path'

// One key press may arrive twice: from the terminal and, forwarded, from the package manager.
const SAME_KEY_PRESS_MS = 500
const LONGEST_EXIT_MS = 3000

/**
 * Starts a stand-alone command and keeps it until Ctrl-C (SIGINT, SIGTERM, SIGBREAK): the first one closes in order,
 * a later one stops at once. A failed start prints its message (with `DEBUG` set also the stack, unless the error's
 * `code` is 'usage') and ends with exit code 1.
 */
export function runCli(main: () => Promise<{ close(): Promise<void> }>): void {
  const fail = (error: unknown) => {
    process.stderr.write(`${describe(error)}\n`)
    process.exit(1)
  }
  let askedAtMs: number | undefined
  const stop = () => {
    if (askedAtMs !== undefined) {
      if (Date.now() - askedAtMs > SAME_KEY_PRESS_MS) process.exit(130)
      return
    }
    askedAtMs = Date.now()
    process.stderr.write(`[${programName()}] closing; Ctrl-C again stops at once\n`)
    started.then((running) => running.close()).then(leave, fail)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) process.on(signal, stop)
  const started = main()
  started.catch(fail)
}

/** Lets the process end by itself, so that output is flushed, and by force when something holds it. */
function leave(): void {
  process.exitCode = 0
  setTimeout(() => process.exit(), LONGEST_EXIT_MS).unref()
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `[${programName()}] ${String(error)}`
  const text = error.message.startsWith('[') ? error.message : `[${programName()}] ${error.message}`
  const isUsage = 'code' in error && error.code === 'usage'
  return isUsage || !process.env.DEBUG ? text : `${text}\n${error.stack}`
}

/** Returns `wxpay-simulator` for …/wxpay-simulator/src/cli/main.ts, `start` for …/scripts/start.ts. */
function programName(): string {
  const script = process.argv[1] ?? 'node'
  const name = basename(script).replace(/\.[cm]?[jt]s$/, '')
  return name === 'main' ? basename(dirname(dirname(dirname(script)))) : name
}
