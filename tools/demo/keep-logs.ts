import type { FunctionLog } from 'cloudbase-emulator'

/** Log lines of the functions, for the lines of the story that quote them. */
export interface KeptLogs {
  take(line: FunctionLog): void
  /** The newest line of a function that holds these words; empty when it never said so. */
  said(functionName: string, words: string): string
}

/** Keeps the log lines of a run. */
export function keepLogs(): KeptLogs {
  const lines: FunctionLog[] = []
  return {
    take: (line) => {
      lines.push(line)
    },
    said: (functionName, words) =>
      lines.findLast((line) => line.functionName === functionName && line.text.includes(words))?.text.trim() ?? '',
  }
}
