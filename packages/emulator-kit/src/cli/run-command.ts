/** Runs a command of this folder: `--help` prints its help, a failure prints its message and ends with exit code 1. */
export async function runCommand(help: string, main: () => Promise<void>): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(help)
    return
  }
  try {
    await main()
  } catch (error) {
    const { code, message, stack } = error as { code?: string; message: string; stack?: string }
    const usage = code === 'usage' || code?.startsWith('ERR_PARSE_ARGS') === true
    process.stderr.write(`${usage ? message : (stack ?? message)}\n`)
    process.exitCode = 1
  }
}
