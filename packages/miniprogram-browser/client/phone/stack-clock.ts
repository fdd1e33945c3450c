/** The stack's clock as this page knows it. */
export interface StackClock {
  /** Epoch ms. */
  now(): number
  /** Milliseconds by which it differs from real time. */
  offsetMs(): number
  setOffsetMs(offsetMs: number): void
}

/** Makes the clock; whoever hears of a new offset sets it. */
export function createStackClock(offsetMs: number): StackClock {
  let current = offsetMs
  return {
    now: () => Date.now() + current,
    offsetMs: () => current,
    setOffsetMs: (changed) => {
      current = changed
    },
  }
}
