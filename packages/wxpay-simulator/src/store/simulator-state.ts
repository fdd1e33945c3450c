import type { Ledger } from '../ledger/ledger.ts'
import type { RandomBytes } from '../shared/identifiers.ts'
import type { SimulatorSettings } from '../shared/settings.ts'
import type { Merchant } from './merchant.ts'
import type { OrderStore } from './orders.ts'
import type { Outbox } from './outbox.ts'
import type { PlannedOutcome, RefundStore } from './refunds.ts'

/** Everything the gateway knows. */
export interface SimulatorState {
  merchant: Merchant
  settings: SimulatorSettings
  now: () => number
  random: RandomBytes
  orders: OrderStore
  refunds: RefundStore
  ledger: Ledger
  outbox: Outbox
  /** Planned ends of the next accepted refunds, first one first; SUCCESS when empty. */
  plannedOutcomes: PlannedOutcome[]
}
