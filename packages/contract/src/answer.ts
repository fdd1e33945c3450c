/** Refusals of every function, before anything else. */
export type EdgeRefusal =
  /** Called through another trigger than the function's own (docs/architecture.md, Triggers). */
  | 'wrong_trigger'
  /** A field is missing or of the wrong form; `field` names it. */
  | 'bad_input'
  /** The database stayed contested: nothing was decided, and the same call again is safe. */
  | 'busy'

/** The answer of every function: a result, or a named refusal that the caller can act on. */
export type Answer<Result, Refused extends string = never> =
  | ({ ok: true } & Result)
  | { ok: false; refused: Refused | EdgeRefusal; field?: string; detail?: string }
