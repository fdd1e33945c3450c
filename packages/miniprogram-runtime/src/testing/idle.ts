/** ms: work that is due sooner is waited for, a back-off or a countdown is not. */
const SOON_MS = 50
/** ms after which an app that never rests (an animation, a poll) is taken as it is. */
const PATIENCE_MS = 1000

type Timer = ReturnType<typeof setTimeout>
type Callback = (...args: unknown[]) => void

// Kept from before a test replaces them by fake ones.
const realImmediate = setImmediate
const realNow = performance.now.bind(performance)

interface FakeClock {
  tickAsync(ms: number): Promise<unknown>
}

const fakeClock = (): FakeClock | undefined => (setTimeout as { clock?: FakeClock }).clock

const soon = new Set<Timer>()
let calls = 0

/** The timers that engine and app are given: the real ones (or a test's fake ones), and `settle` knows of them. */
export const watchedTimers = {
  setTimeout(callback: Callback, ms = 0, ...args: unknown[]): Timer {
    const timer: Timer = setTimeout(() => {
      soon.delete(timer)
      callback(...args)
    }, ms)
    // What a fake clock never gets to would be waited for in the tests after it.
    if (ms < SOON_MS && fakeClock() === undefined) soon.add(timer)
    return timer
  },
  clearTimeout(timer: Timer | undefined): void {
    if (timer !== undefined) soon.delete(timer)
    clearTimeout(timer)
  },
}

/** Counts a call of the app to the world outside as work until it is answered. */
export async function watchCall<T>(answer: () => T | Promise<T>): Promise<T> {
  calls += 1
  try {
    return await answer()
  } finally {
    calls -= 1
  }
}

const turn = (): Promise<void> => new Promise((resolve) => realImmediate(resolve))

/**
 * Waits until nothing is pending that is due within 50 ms; a call that a test leaves unanswered is waited for as long.
 * Where a test has put fake timers in, their time goes on by 50 ms instead.
 */
export async function settle(): Promise<void> {
  const clock = fakeClock()
  if (clock !== undefined) await clock.tickAsync(SOON_MS)
  const begin = realNow()
  for (let quietTurns = 0; quietTurns < 3; ) {
    await turn()
    const waited = realNow() - begin
    const busy = clock === undefined && ((soon.size > 0 && waited < PATIENCE_MS) || (calls > 0 && waited < SOON_MS))
    quietTurns = busy ? 0 : quietTurns + 1
  }
}
