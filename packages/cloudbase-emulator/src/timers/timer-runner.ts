import type { Clock, ClockParticipant } from '@stack/emulator-kit/clock'
import type { FunctionConfig } from '../config/read-functions.ts'
import { nextTick } from '../cron/next-tick.ts'
import type { FunctionHost } from '../host/function-host.ts'
import type { InvocationResult } from '../host/invocation-result.ts'

/** The timers of all functions, on the stack's clock. */
export interface Timers {
  /** Fires the timer of a function now; undefined when it has none. */
  fire(functionName: string): Promise<InvocationResult | undefined>
  /** Takes the timers off the clock. */
  close(): void
}

/**
 * Puts the functions' timers on the clock. When the clock jumps over several ticks of a timer, the timer fires once. An
 * advance of the clock waits for the fired calls, but no longer than a timer's interval: runs may overlap, as they do in
 * the cloud. Where in an interval the clock comes to rest makes no difference.
 */
export function startTimers(options: {
  functions: ReadonlyMap<string, FunctionConfig>
  clock: Clock
  host: FunctionHost
}): Timers {
  const { functions, clock, host } = options
  const dueAt = new Map<string, number>()
  const plan = (name: string, now: number) => {
    const schedule = functions.get(name)?.timer?.schedule
    const next = schedule && nextTick(schedule, now)
    if (next === undefined) dueAt.delete(name)
    else dueAt.set(name, next)
  }
  const fire = async (name: string, tickMs: number) => {
    const timer = functions.get(name)?.timer
    if (timer === undefined) return undefined
    const time = new Date(tickMs).toISOString().replace(/\.\d+Z$/, 'Z')
    const event = { Type: 'Timer', TriggerName: timer.name, Time: time, Message: '' }
    return host.invoke(name, { event, caller: { door: 'timer' } })
  }
  /** Returns the time between the next two ticks of a timer. */
  const intervalOf = (name: string) => {
    const [schedule, next] = [functions.get(name)?.timer?.schedule, dueAt.get(name)]
    const following = schedule && next !== undefined ? nextTick(schedule, next) : undefined
    return following === undefined || next === undefined ? Number.POSITIVE_INFINITY : following - next
  }
  const nextDueAt = () => (dueAt.size === 0 ? undefined : Math.min(...dueAt.values()))
  const participant: ClockParticipant & { name: string } = {
    name: 'function timers',
    jump: 'once',
    nextDueAt,
    async runDue(now) {
      const due = [...dueAt].filter(([, tickMs]) => tickMs <= now)
      for (const [name] of due) plan(name, now)
      const runs = Promise.all(due.map(([name, tickMs]) => fire(name, tickMs)))
      await settledWithin(runs, Math.min(...due.map(([name]) => intervalOf(name))))
    },
  }

  for (const name of functions.keys()) plan(name, clock.now())
  const leave = clock.join(participant)
  return { fire: (name) => fire(name, clock.now()), close: leave }
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

async function settledWithin(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(limitMs, LONGEST_TIMEOUT_MS))
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}
