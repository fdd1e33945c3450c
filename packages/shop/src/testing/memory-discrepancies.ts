import { type Discrepancy, type DiscrepancyStore, newDiscrepancy } from '../store/discrepancies.ts'
import { pageOf } from './page-of.ts'

export interface MemoryDiscrepancies extends DiscrepancyStore {
  stored: Map<string, Discrepancy>
}

/** Discrepancies in memory. */
export function memoryDiscrepancies(): MemoryDiscrepancies {
  const stored = new Map<string, Discrepancy>()
  return {
    stored,
    async keep(found, now) {
      const discrepancy = newDiscrepancy(found, now)
      if (stored.has(discrepancy._id)) return false
      stored.set(discrepancy._id, discrepancy)
      return true
    },
    find: async (discrepancyId) => stored.get(discrepancyId) ?? null,
    async list({ state, discrepancyId }, page) {
      const meets = (one: Discrepancy) =>
        (state === undefined || one.state === state) && (discrepancyId === undefined || one._id === discrepancyId)
      const { documents, next } = pageOf([...stored.values()].filter(meets), ({ foundAt }) => foundAt, page)
      return { discrepancies: documents, next }
    },
    async resolve(discrepancyId, resolution) {
      const found = stored.get(discrepancyId)
      if (found?.state === 'open') stored.set(discrepancyId, { ...found, state: 'resolved', ...resolution })
      return stored.get(discrepancyId) ?? null
    },
  }
}
