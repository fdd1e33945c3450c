import { spawn } from 'node:child_process'

/**
 * Runs a program to its end and returns what it wrote to stdout.
 *
 * @throws Error with the end of its output when it fails or takes longer than `timeoutMs`.
 */
export function runProgram(
  command: string,
  args: string[],
  { cwd, timeoutMs, env = {} }: { cwd: string; timeoutMs: number; env?: Record<string, string> },
) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    let stdout = ''
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
      said += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(stdout)
      else reject(new Error(`[deep] ${command} ${args.join(' ')} ended with ${code ?? signal}: ${said.slice(-2000)}`))
    })
  })
}
