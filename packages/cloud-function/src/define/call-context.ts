/** What the platform hands to a function beside the event; only what is used here. */
export interface CallContext {
  time_limit_in_ms?: unknown
  environ?: unknown
}
