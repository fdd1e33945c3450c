export { type Clock, type ClockOptions, createClock } from './clock.ts'
export type { ClockParticipant } from './run-due.ts'
