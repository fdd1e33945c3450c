import { type Difference, type DifferenceStore, newDifference } from '../store/differences.ts'
import { pageOf } from './page-of.ts'

export interface MemoryDifferences extends DifferenceStore {
  stored: Map<string, Difference>
}

/** Differences in memory. */
export function memoryDifferences(): MemoryDifferences {
  const stored = new Map<string, Difference>()
  return {
    stored,
    async keep(found, now) {
      const difference = newDifference(found, now)
      if (stored.has(difference._id)) return false
      stored.set(difference._id, difference)
      return true
    },
    find: async (differenceId) => stored.get(differenceId) ?? null,
    async list({ state, differenceId }, page) {
      const meets = (one: Difference) =>
        (state === undefined || one.state === state) && (differenceId === undefined || one._id === differenceId)
      const { documents, next } = pageOf([...stored.values()].filter(meets), ({ foundAt }) => foundAt, page)
      return { differences: documents, next }
    },
    async resolve(differenceId, resolution) {
      const found = stored.get(differenceId)
      if (found?.state === 'open') stored.set(differenceId, { ...found, state: 'resolved', ...resolution })
      return stored.get(differenceId) ?? null
    },
  }
}
