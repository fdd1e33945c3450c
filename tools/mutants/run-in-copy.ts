import { spawn } from 'node:child_process'

const limitMs = 600_000

/** Leaves out what a surrounding test runner tells its workers. */
const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_OPTIONS$|NODE_ENV$)/.test(name)))

/** Runs Node in a copy of the project, to its end or for ten minutes; `said` is the end of what it wrote to stderr. */
export function runInCopy(dir: string, args: string[]): Promise<{ code: number | null; stdout: string; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: dir, env: ownEnvironment(), timeout: limitMs })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, said: stderr.slice(-2000) }))
  })
}
