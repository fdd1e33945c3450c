import type { Random } from './random.ts'
import type { Timeline } from './timeline.ts'

let isInstalled = false

/**
 * Puts virtual time and seeded randomness under what the product takes from the machine: `Date.now`, timers,
 * `Math.random`, and stdout, which is handed to `onOutput`. The returned function takes all of it away again.
 *
 * @throws Error while another run of this process has them: the second would give the first one's back for the machine's
 */
export function installGlobals(timeline: Timeline, random: Random, onOutput: (text: string) => void): () => void {
  if (isInstalled) throw new Error('[simulate] another run of this process is not over yet. One at a time.')
  isInstalled = true
  const real = {
    now: Date.now,
    random: Math.random,
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    write: process.stdout.write,
  }
  Date.now = () => timeline.now()
  Math.random = () => random.next()
  globalThis.setTimeout = ((work: () => void, ms = 0) => ({
    cancel: timeline.after(ms, work),
  })) as unknown as typeof setTimeout
  globalThis.clearTimeout = ((timer?: { cancel?: () => void }) => timer?.cancel?.()) as unknown as typeof clearTimeout
  process.stdout.write = ((text: string) => {
    onOutput(String(text))
    return true
  }) as typeof process.stdout.write
  return () => {
    isInstalled = false
    Date.now = real.now
    Math.random = real.random
    globalThis.setTimeout = real.setTimeout
    globalThis.clearTimeout = real.clearTimeout
    process.stdout.write = real.write
  }
}
