import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'

/** One line that a function printed, or that the host says about it. */
export interface FunctionLog {
  /** Epoch ms on the stack's clock. */
  at: number
  functionName: string
  requestId: string
  stream: 'stdout' | 'stderr' | 'host'
  text: string
}

/** Receiver of the lines of all functions. */
export interface FunctionLogs {
  write(line: FunctionLog): void
  close(): Promise<void>
}

/** Keeps the lines of each function in `<dir>/<function>.log`, which every start empties. */
export function openFunctionLogs(dir: string, onLog: (line: FunctionLog) => void): FunctionLogs {
  mkdirSync(dir, { recursive: true })
  const files = new Map<string, WriteStream>()
  let closed = false
  const fileOf = (name: string) => {
    const file = files.get(name) ?? createWriteStream(path.join(dir, `${name}.log`), { flags: 'w' })
    files.set(name, file)
    return file
  }
  return {
    write(line) {
      if (closed) return // the last words of a process that was killed with the emulator
      fileOf(line.functionName).write(
        `${new Date(line.at).toISOString()} ${line.requestId} ${line.stream} ${line.text}\n`,
      )
      onLog(line)
    },
    async close() {
      closed = true
      await Promise.all([...files.values()].map((file) => finished(file.end())))
    },
  }
}
