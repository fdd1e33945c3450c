import { keepOffset, readOffset } from './offset-file.ts'

/** Real time plus an offset that only grows. */
export interface MovableTime {
  /** Epoch ms. */
  now(): number
  /** Milliseconds by which `now()` differs from the real time. */
  offsetMs(): number
  /** Moves to `epochMs`; a time that has passed already changes nothing. */
  forwardTo(epochMs: number): void
}

/** Start of a time and file of its offset. */
export interface MovableTimeOptions {
  /** Start (epoch ms; default: real time). A kept offset takes precedence. */
  startAtMs?: number
  /** Keeps the offset over restarts. */
  file?: string
  /** The real time, epoch ms. */
  realNow?: () => number
}

/**
 * Makes a time that can be moved forward.
 * @throws Error when `file` exists and does not hold an offset
 */
export function createMovableTime({ startAtMs, file, realNow = Date.now }: MovableTimeOptions): MovableTime {
  const kept = file === undefined ? undefined : readOffset(file)
  let offsetMs = kept ?? (startAtMs === undefined ? 0 : startAtMs - realNow())
  const keep = () => {
    if (file !== undefined) keepOffset(file, offsetMs)
  }
  if (kept === undefined) keep()
  const now = () => realNow() + offsetMs
  return {
    now,
    offsetMs: () => offsetMs,
    forwardTo(epochMs) {
      if (epochMs <= now()) return
      offsetMs = epochMs - realNow()
      keep()
    },
  }
}
