import { withoutNumber } from '../faults/faults.ts'
import { type FlowName, flowNames } from '../scenarios/flows.ts'
import { runFlow } from './run-flow.ts'

let reached: Promise<ReadonlyMap<FlowName, ReadonlySet<string>>> | undefined

async function walk(): Promise<ReadonlyMap<FlowName, ReadonlySet<string>>> {
  const steps = new Map<FlowName, ReadonlySet<string>>()
  for (const flow of flowNames) {
    const { met } = await runFlow(flow, [], new Map())
    steps.set(flow, new Set(met.map(({ step }) => withoutNumber(step))))
  }
  return steps
}

/** The steps that each flow takes when nothing fails. Found once for a process, by walking them all. */
export function reachedSteps(): Promise<ReadonlyMap<FlowName, ReadonlySet<string>>> {
  reached ??= walk()
  return reached
}
