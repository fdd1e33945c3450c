/** Message from the host to a function process. */
export type ToInstance =
  | { type: 'load'; entry: string; offsetMs: number }
  | {
      type: 'invoke'
      /** Marks the end of this call's output on stdout and stderr. */
      endMark: string
      event: unknown
      context: Record<string, unknown>
      /** Environment variables of this call alone. */
      environment: Record<string, string>
      /** Leaves the variables of the call before standing, as the vendor's bootstrap does. */
      keepStale: boolean
      offsetMs: number
    }

/** Message from a function process: one to each `load` and each `invoke`. */
export type FromInstance = { type: 'ok'; json: string } | { type: 'failed'; error: string }
