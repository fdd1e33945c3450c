import type { Readable } from 'node:stream'

/** Reads a process's output line by line, up to marks that the process prints when a call has ended. */
export interface OutputLines {
  /** Resolves when `mark` was read, or when the stream has ended without it. */
  until(mark: string): Promise<void>
}

/** Hands every line of `stream` to `onLine`, without its line break and without marks that are waited for. */
export function readOutputLines(stream: Readable, onLine: (text: string) => void): OutputLines {
  let rest = ''
  let ended = false
  let waiting: { mark: string; done: () => void } | undefined
  const take = (line: string) => {
    if (waiting === undefined || !line.endsWith(waiting.mark)) return onLine(line)
    // The function's last line may lack its line break, so the mark may follow on it.
    const text = line.slice(0, -waiting.mark.length)
    if (text !== '') onLine(text)
    waiting.done()
    waiting = undefined
  }
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.once('close', () => {
    ended = true
    if (rest !== '') onLine(rest)
    waiting?.done()
  })
  return {
    until: (mark) =>
      new Promise((resolve) => {
        if (ended) resolve()
        else waiting = { mark, done: resolve }
      }),
  }
}
