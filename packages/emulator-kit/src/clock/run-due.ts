import type { MovableTime } from './movable-time.ts'

/** Something with work that falls due at times of the stack's clock. */
export interface ClockParticipant {
  /** Shown when its work fails or does not get done. */
  name?: string
  /** Time of the next due work (epoch ms), undefined when there is none. */
  nextDueAt(): number | undefined
  /** Does everything due at or before `now` (epoch ms), so that `nextDueAt()` moves on. */
  runDue(now: number): Promise<void>
  /** 'each': an advance stops at every due time; 'once': it runs a single time, after the jump. */
  jump: 'each' | 'once'
}

// Work may legitimately make more work for the very same millisecond, but not without end.
const MOST_RUNS_AT_ONE_TIME = 20

/** Moves `time` to `target` (epoch ms), stopping at every due time of the 'each' participants; then runs the 'once' ones. */
export async function walkTo(target: number, time: MovableTime, participants: Set<ClockParticipant>): Promise<void> {
  await walkEach(target, time, participants)
  for (const participant of participants) {
    const dueAt = participant.nextDueAt() ?? Infinity
    if (participant.jump === 'once' && dueAt <= time.now()) await participant.runDue(time.now())
  }
  await walkEach(target, time, participants) // what those made due
}

async function walkEach(target: number, time: MovableTime, participants: Set<ClockParticipant>): Promise<void> {
  const runs = new Map<ClockParticipant, { dueAt: number; count: number }>()
  for (;;) {
    const next = earliestEach(participants)
    if (next === undefined || next.dueAt > Math.max(target, time.now())) break
    const { participant, dueAt } = next
    const before = runs.get(participant)
    const count = before?.dueAt === dueAt ? before.count + 1 : 1
    if (count > MOST_RUNS_AT_ONE_TIME) throw notDone(participant, dueAt)
    runs.set(participant, { dueAt, count })
    time.forwardTo(dueAt)
    await participant.runDue(time.now())
  }
  time.forwardTo(target)
}

function earliestEach(participants: Set<ClockParticipant>) {
  let earliest: { participant: ClockParticipant; dueAt: number } | undefined
  for (const participant of participants) {
    const dueAt = participant.nextDueAt() ?? Infinity
    if (participant.jump === 'each' && dueAt < (earliest?.dueAt ?? Infinity)) earliest = { participant, dueAt }
  }
  return earliest
}

/**
 * Runs whatever is due now, once each, without moving the time; one participant's failure does not keep the others.
 * @throws AggregateError of all failures
 */
export async function runOverdue(time: MovableTime, participants: Set<ClockParticipant>): Promise<void> {
  const failures: unknown[] = []
  for (const participant of participants) {
    const dueAt = participant.nextDueAt() ?? Infinity
    if (dueAt > time.now()) continue
    try {
      await participant.runDue(time.now())
      // Who left meanwhile is closing, and owes nothing.
      if (participants.has(participant) && participant.nextDueAt() === dueAt) throw notDone(participant, dueAt)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    const reasons = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)))
    throw new AggregateError(failures, `[emulator-kit] work due on the clock failed: ${reasons.join('; ')}`)
  }
}

function notDone(participant: ClockParticipant, dueAt: number): Error {
  const name = participant.name ?? participant.constructor.name
  const at = new Date(dueAt).toISOString()
  return new Error(
    `[emulator-kit] work of clock participant ${name} stays due at ${at} after it ran. Its runDue has to do it or put it off.`,
  )
}
