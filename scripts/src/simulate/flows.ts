import type { Flow } from './flow-parts.ts'
import { flowsOfPayments } from './flows-of-payments.ts'
import { flowsOfRefunds } from './flows-of-refunds.ts'

export type FlowName = keyof typeof flowsOfPayments | keyof typeof flowsOfRefunds

/** The canonical flows. */
export const flows: Record<FlowName, Flow> = { ...flowsOfPayments, ...flowsOfRefunds }

export const flowNames = Object.keys(flows) as FlowName[]
