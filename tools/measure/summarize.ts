import type { FileMeasures } from './measure-file.ts'

/** One row of the table. */
export interface Summary {
  files: number
  lines: number
  functionP90: number
  longestFunction: number
  castsPer1000: number
  anyTypes: number
  nonNull: number
  /** Share of exported declarations with a docstring, 0 to 1. */
  documented: number
  /** Share of docstrings that are riddles, 0 to 1. */
  riddles: number
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Returns the value below which the share of the values lies. */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** Sums up the files of one part of the project. */
export function summarize(files: FileMeasures[]): Summary {
  const functions = files.flatMap((file) => file.functions)
  const lines = sum(files.map((file) => file.lines))
  return {
    files: files.length,
    lines,
    functionP90: quantile(functions, 0.9),
    longestFunction: quantile(functions, 1),
    castsPer1000: shareOf(sum(files.map(({ casts }) => casts.length)) * 1000, lines),
    anyTypes: sum(files.map((file) => file.anyTypes)),
    nonNull: sum(files.map((file) => file.nonNull)),
    documented: shareOf(sum(files.map((file) => file.documentedExports)), sum(files.map((file) => file.exports))),
    riddles: shareOf(sum(files.map((file) => file.riddles.length)), sum(files.map((file) => file.docstrings))),
  }
}
