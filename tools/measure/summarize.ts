import { posix } from 'node:path'
import { findFolderCycles } from './find-folder-cycles.ts'
import type { FileMeasures } from './measure-file.ts'

/** One row of the tables. */
export interface Summary {
  files: number
  lines: number
  functions: number
  /** Lengths of functions in lines. */
  functionMedian: number
  functionP90: number
  longestFunction: number
  castsPer1000: number
  anyTypes: number
  nonNull: number
  /** Share of exported declarations with a docstring, 0 to 1; 1 without exports. */
  documented: number
  /** Share of docstrings that are riddles, 0 to 1. */
  riddles: number
  /** Chains of folders that lead back to their beginning. */
  folderCycles: string[][]
  /** Folder with the most source files, those of its subfolders not counted. */
  largestFolder: { folder: string; files: number }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Returns the value below which the share of the values lies. */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const shareOf = (part: number, whole: number, otherwise = 0) => (whole === 0 ? otherwise : part / whole)

function findLargestFolder(files: Iterable<string>): Summary['largestFolder'] {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1)
  const [largest] = [...counts].toSorted(([, one], [, other]) => other - one)
  return { folder: largest?.[0] ?? '', files: largest?.[1] ?? 0 }
}

/** Summarizes the files of one part of the project, given by their paths from its root. */
export function summarize(measures: ReadonlyMap<string, FileMeasures>): Summary {
  const files = [...measures.values()]
  const functions = files.flatMap((file) => file.functions)
  const lines = sum(files.map((file) => file.lines))
  const exported = sum(files.map((file) => file.exports))
  return {
    files: files.length,
    lines,
    functions: functions.length,
    functionMedian: quantile(functions, 0.5),
    functionP90: quantile(functions, 0.9),
    longestFunction: quantile(functions, 1),
    castsPer1000: shareOf(sum(files.map(({ casts }) => casts.length)) * 1000, lines),
    anyTypes: sum(files.map((file) => file.anyTypes)),
    nonNull: sum(files.map((file) => file.nonNull)),
    documented: shareOf(sum(files.map((file) => file.documentedExports)), exported, 1),
    riddles: shareOf(sum(files.map((file) => file.riddles.length)), sum(files.map((file) => file.docstrings))),
    folderCycles: findFolderCycles(measures),
    largestFolder: findLargestFolder(measures.keys()),
  }
}
