import type { Flow } from './flow-parts.ts'
import { flowsOfBills } from './flows-of-bills.ts'
import { flowsOfPayments } from './flows-of-payments.ts'
import { flowsOfRefunds } from './flows-of-refunds.ts'

export type FlowName = keyof typeof flowsOfPayments | keyof typeof flowsOfRefunds | keyof typeof flowsOfBills

/** The canonical flows. */
export const flows: Record<FlowName, Flow> = { ...flowsOfPayments, ...flowsOfRefunds, ...flowsOfBills }

export const flowNames = Object.keys(flows) as FlowName[]

/** True if a flow is about the bill: then the next morning belongs to it. */
export const needsBill = (name: FlowName): boolean => Object.hasOwn(flowsOfBills, name)
