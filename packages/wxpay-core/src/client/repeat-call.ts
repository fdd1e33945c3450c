import { withContext } from '../errors/with-context.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** A call, its repetitions and the back-up domain together get this long at most. */
export interface CallLimits {
  /** For all tries of a call, in ms. */
  totalMs: number
  now: () => number
  wait: (ms: number) => Promise<void>
}

/** One try of a call. */
export interface Try {
  useBackup: boolean
  /** Time limit in ms. */
  totalMs: number
}

const MAX_TRIES = 3
/** A call for which less is left is not begun; and what a try leaves for the one on the back-up domain. */
const CALL_MIN_MS = 1000
/** A repetition for which less is left is not begun. */
const REPETITION_MIN_MS = 500
/** Before asking again a gateway that did answer. */
const PAUSE_MS = 200

/**
 * Makes a call, and again after failures that may pass: at most three tries, the last on the back-up domain, all within
 * `totalMs` and before `deadline` (epoch ms).
 *
 * @param writes after a try whose outcome is unknown, no later failure makes it known
 * @throws WxPayError DEADLINE, or the last failure
 */
export async function repeatCall<R>(
  attempt: (one: Try) => Promise<R>,
  { totalMs, now, wait, deadline = Infinity, writes }: CallLimits & { deadline?: number | undefined; writes: boolean },
): Promise<R> {
  const end = Math.min(now() + totalMs, deadline)
  // A clock that is set back in between must not make the call longer.
  const leftMs = () => Math.min(end - now(), totalMs)
  if (!(leftMs() >= CALL_MIN_MS)) {
    throw new WxPayError('DEADLINE', `${Math.round(leftMs())} ms are left, a call needs ${CALL_MIN_MS}: not begun`)
  }
  const progress: Progress = { number: 1, isOpen: false, writes }
  for (; ; progress.number += 1) {
    try {
      return await attempt(planTry(progress.number, leftMs()))
    } catch (error) {
      const pauseMs = pauseAfter(error, progress, leftMs())
      if (pauseMs > 0) await wait(pauseMs)
    }
  }
}

interface Progress {
  /** Number of the try, from 1. */
  number: number
  /** Some try may have changed something. */
  isOpen: boolean
  writes: boolean
}

/** Returns the pause before the next try in ms. @throws the error when there is to be none */
function pauseAfter(error: unknown, progress: Progress, leftMs: number): number {
  if (!(error instanceof WxPayError)) throw error
  progress.isOpen ||= progress.writes && error.outcome === 'unknown'
  const pauseMs = gotAnswer(error) ? PAUSE_MS : 0
  if (progress.number === MAX_TRIES || !repeats(error) || leftMs - pauseMs < REPETITION_MIN_MS) {
    throw progress.isOpen ? withContext(error, { outcome: 'unknown' }) : error
  }
  return pauseMs
}

function planTry(number: number, leftMs: number): Try {
  const isLast = number === MAX_TRIES || leftMs < 2 * CALL_MIN_MS
  return { useBackup: isLast && number > 1, totalMs: isLast ? leftMs : leftMs - CALL_MIN_MS }
}

const gotAnswer = (error: WxPayError) => error.kind === 'business' || error.kind === 'protocol'

/** Refusals such as NOTENOUGH pass too, but not within seconds: those are the caller's to repeat. */
function repeats(error: WxPayError): boolean {
  if (error.kind !== 'business') return error.retryable
  return error.code === 'SYSTEMERROR' || error.code === 'BIZERR_NEED_RETRY'
}
