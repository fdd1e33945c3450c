import { formatPercent } from './format-tables.ts'
import type { Summary } from './summarize.ts'

/** Limits of what a part may hold; shares from 0 to 1. */
const limits = { riddles: 0.02, documented: 0.95, folderFiles: 25, castsPer1000: 5, runtimeCastsPer1000: 12 }

/** Returns a line for each limit that a part of the project exceeds. */
export function findExceeded(part: string, summary: Summary): string[] {
  const { riddles, castsPer1000, documented, folderCycles, largestFolder } = summary
  // The runtime calls an engine without types.
  const castLimit = part === 'miniprogram-runtime' ? limits.runtimeCastsPer1000 : limits.castsPer1000
  const lines: string[] = []
  if (riddles > limits.riddles) {
    lines.push(`${formatPercent(riddles)} of the docstrings are riddles, at most ${formatPercent(limits.riddles)}`)
  }
  if (castsPer1000 > castLimit) lines.push(`${castsPer1000.toFixed(1)} casts per 1,000 lines, at most ${castLimit}`)
  if (documented < limits.documented) {
    const least = formatPercent(limits.documented)
    lines.push(`${formatPercent(documented)} of the exports are documented, at least ${least}`)
  }
  for (const cycle of folderCycles) lines.push(`folders import each other in a circle: ${cycle.join(' → ')}`)
  if (largestFolder.files > limits.folderFiles) {
    const { folder, files } = largestFolder
    lines.push(`${folder} holds ${files} source files, at most ${limits.folderFiles}`)
  }
  return lines.map((line) => `${part}: ${line}`)
}
