import { type Fault, faultsOf, type Place } from '../faults/faults.ts'

/** Test that shows a cell that does not depend on interleavings. */
export interface DirectedTest {
  file: string
  /** As it stands in the file, placeholders included. */
  title: string
}

/** One cell of the fault matrix: something goes wrong at a step, and the invariants hold. */
export interface Cell {
  step: string
  fault: string
  /** Counters of the simulation that together tell how often it was hit. */
  simulated?: readonly string[]
  directed?: DirectedTest
}

/** Every fault that these requests can meet, a cell each, whichever of them met it. */
export function everyFault(step: string, place: Place, requests: readonly string[]): Cell[] {
  const faults = new Set<Fault>(requests.flatMap((request) => [...faultsOf(place, request)]))
  return [...faults].map((fault) => ({
    step,
    fault,
    simulated: requests
      .filter((request) => faultsOf(place, request).includes(fault))
      .map((request) => `${request} × ${fault}`),
  }))
}

/** Something that actors bring about, or find. */
export function situations(step: string, rows: readonly (readonly [fault: string, ...counters: string[]])[]): Cell[] {
  return rows.map(([fault, ...simulated]) => ({ step, fault, simulated }))
}

/** Cell that a test of its own shows. */
export function directed(
  step: string,
  rows: readonly (readonly [fault: string, file: string, title: string])[],
): Cell[] {
  return rows.map(([fault, file, title]) => ({ step, fault, directed: { file, title } }))
}
