/** Context that the platform passes beside the event; only the fields that are used. */
export interface CallContext {
  time_limit_in_ms?: unknown
  environ?: unknown
}
