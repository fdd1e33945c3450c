import type { Reconciliation, ReconciliationStore } from '../store/reconciliations.ts'

export interface MemoryReconciliations extends ReconciliationStore {
  stored: Map<string, Reconciliation>
}

/** The progress of reconciliations in memory. */
export function memoryReconciliations(): MemoryReconciliations {
  const stored = new Map<string, Reconciliation>()
  return {
    stored,
    find: async (days) => days.flatMap((day) => stored.get(day) ?? []),
    async advance(to) {
      if ((stored.get(to._id)?.version ?? 0) !== to.version) return null
      const next = { ...to, version: to.version + 1 }
      stored.set(to._id, next)
      return next
    },
  }
}
