import { addTo, type Counters, type Fault, type Faults, noSteps, type Place, withoutNumber } from './faults.ts'

/** A fault at the step with this number, from 0, counted from where things begin to fail. */
export interface Placed {
  at: number
  fault: Fault
}

/** A step that a run took. */
export interface Met {
  place: Place
  step: string
}

/** Faults at given steps and nowhere else; `met` are the steps of the run so far. */
export function placeFaults(placed: readonly Placed[], counters: Counters): Faults & { met: Met[] } {
  const byStep = new Map(placed.map(({ at, fault }) => [at, fault]))
  const met: Met[] = []
  const steps = noSteps()
  let [isOn, happened] = [false, 0]
  return {
    met,
    next(place, step) {
      steps[place] += 1
      if (!isOn) return undefined
      const fault = byStep.get(met.length)
      met.push({ place, step })
      if (fault === undefined) return undefined
      happened += 1
      addTo(counters, `${withoutNumber(step)} × ${fault}`)
      return fault
    },
    start() {
      isOn = true
    },
    stop() {
      isOn = false
    },
    planned: () => happened,
    steps: () => steps,
  }
}
