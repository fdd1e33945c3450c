import type { Ledger } from '../ledger/ledger.ts'
import type { Outbox } from '../notify/outbox.ts'
import type { OrderStore } from '../store/orders.ts'
import type { PlannedOutcome, RefundStore } from '../store/refunds.ts'
import type { RandomBytes } from './identifiers.ts'
import type { Merchant } from './merchant.ts'
import type { SimulatorSettings } from './settings.ts'

/** Everything the gateway knows. */
export interface World {
  merchant: Merchant
  settings: SimulatorSettings
  now: () => number
  random: RandomBytes
  orders: OrderStore
  refunds: RefundStore
  ledger: Ledger
  outbox: Outbox
  /** How the next accepted refunds shall end, first one first; SUCCESS when empty. */
  plannedOutcomes: PlannedOutcome[]
}
