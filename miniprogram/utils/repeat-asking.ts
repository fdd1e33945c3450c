/** Pauses before the first questions, in ms; then every pause is the last. The gateway itself is asked at most once in 3 s per order. */
const pausesMs = [3_500, 5_000, 8_000, 13_000, 20_000]
const lastPauseMs = 30_000

/**
 * Asks, with growing pauses, until it is stopped.
 *
 * @param ask - never throws
 */
export function repeatAsking(ask: () => Promise<unknown>): { stop: () => void } {
  let stopped = false
  const wait = (turn: number) => setTimeout(() => void next(turn), pausesMs[turn] ?? lastPauseMs)
  const next = async (turn: number) => {
    await ask()
    if (!stopped) timer = wait(turn + 1)
  }
  let timer = wait(0)
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
