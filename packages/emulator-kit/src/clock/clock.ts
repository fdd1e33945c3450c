import { createMovableTime, type MovableTimeOptions } from './movable-time.ts'
import { type ClockParticipant, runOverdue, walkTo } from './run-due.ts'

/** The time of the whole local stack: real time plus an offset that only moves forward. */
export interface Clock {
  /** Epoch ms on the stack's clock. */
  now(): number
  /** Milliseconds by which `now()` differs from the real time. */
  offsetMs(): number
  /** Adds a participant; the returned function takes it out again. */
  join(participant: ClockParticipant): () => void
  /** To be called when a participant's `nextDueAt` has changed: arms the real timer anew. */
  changed(): void
  /** Goes `ms` forward through all due work in time order and rests at the target; rejects with the first failure, resting there. */
  advance(ms: number): Promise<void>
  /** The same, to an absolute time (epoch ms); rejects when that has already passed. */
  moveTo(epochMs: number): Promise<void>
  /** Starts running due work as real time passes; for a clock made with `autorun: false`. */
  run(): void
  /** Disarms the real timer and forgets the participants. */
  close(): void
}

/** Options of a clock. */
export interface ClockOptions extends MovableTimeOptions {
  /** True if due work also runs as real time passes; default true. */
  autorun?: boolean
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1
const RETRY_AFTER_FAILURE_MS = 1000
/** Times are written with four digits of the year. */
const LATEST_MS = Date.UTC(9999, 0)

/**
 * Makes a clock that is moved from outside and drives everything due on it. Moves queue: two of them at once happen one
 * after the other, so a participant must never await a move inside its own `runDue`.
 * @throws Error when `file` exists and does not hold an offset
 */
export function createClock({ autorun = true, ...options }: ClockOptions = {}): Clock {
  const time = createMovableTime(options)
  const participants = new Set<ClockParticipant>()
  const timer = createAlarm()
  let running = autorun
  let moves: Promise<void> = Promise.resolve()
  let underWay = 0

  const arm = (atLeastMs = 0) => {
    const dueAt = Math.min(...[...participants].map((participant) => participant.nextDueAt() ?? Infinity))
    if (running && underWay === 0 && dueAt < Infinity) timer.set(Math.max(dueAt - time.now(), atLeastMs), passRealTime)
    else timer.clear()
  }
  const enqueue = (move: () => Promise<void>): Promise<void> => {
    underWay += 1
    timer.clear()
    let atLeastMs = RETRY_AFTER_FAILURE_MS
    const done = moves
      .then(move)
      .then(() => {
        atLeastMs = 0
      })
      .finally(() => {
        underWay -= 1
        arm(atLeastMs)
      })
    moves = done.catch(() => undefined) // whoever asked for this move gets its error; the next one starts afresh
    return done
  }
  const passRealTime = () => {
    enqueue(() => runOverdue(time, participants)).catch((error: Error) => process.emitWarning(error))
  }

  return {
    now: time.now,
    offsetMs: time.offsetMs,
    join(participant) {
      participants.add(participant)
      arm()
      return () => {
        participants.delete(participant)
        arm()
      }
    },
    changed: () => arm(),
    async advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) throw backwards(`cannot advance by ${ms} ms`)
      refuseBeyondLatest(time.now() + ms)
      await enqueue(() => walkTo(time.now() + ms, time, participants))
    },
    async moveTo(epochMs) {
      if (!Number.isSafeInteger(epochMs) || epochMs < time.now()) {
        throw backwards(`it is ${time.now()} and cannot move to ${epochMs}`)
      }
      refuseBeyondLatest(epochMs)
      await enqueue(() => walkTo(epochMs, time, participants))
    },
    run() {
      running = true
      arm()
    },
    close() {
      participants.clear()
      timer.clear()
    },
  }
}

function backwards(reason: string): RangeError {
  return new RangeError(`[emulator-kit] the clock only goes forward, by whole milliseconds: ${reason}.`)
}

function refuseBeyondLatest(epochMs: number): void {
  if (epochMs <= LATEST_MS) return
  throw new RangeError(
    `[emulator-kit] invalid time ${epochMs}; expected at most ${LATEST_MS}, the begin of the year 9999.`,
  )
}

interface Alarm {
  set(delayMs: number, ring: () => void): void
  clear(): void
}

/** A single timeout that does not keep the process alive. It may ring early: a delay beyond 24 days is cut. */
function createAlarm(): Alarm {
  let timeout: NodeJS.Timeout | undefined
  const clear = () => clearTimeout(timeout)
  return {
    set(delayMs, ring) {
      clear()
      timeout = setTimeout(ring, Math.min(Math.max(delayMs, 0), LONGEST_TIMEOUT_MS)).unref()
    },
    clear,
  }
}
