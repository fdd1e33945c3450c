/** The platform's own default when a call does not say its limit. */
const fallbackLimitMs = 10_000
/** Time reserved for the last writes of a call, in ms. */
const reserveMs = 2_000

/** Epoch ms by which a call has to be through with the gateway: 2 s before the function's own limit. */
export function deadlineOf(context: { time_limit_in_ms?: unknown }, startedAt: number): number {
  const limit = Number(context.time_limit_in_ms)
  return startedAt + (Number.isFinite(limit) && limit > reserveMs ? limit : fallbackLimitMs) - reserveMs
}
