/** Findings of a step: figures in the order of the table that shows them. */
export interface Findings {
  figures: [what: string, figure: string][]
  /** Sentences that the reader of the figures needs. */
  notes: string[]
}

/** A check or measurement that takes too long, or needs too much, for every `npm test`. */
export interface Step {
  name: string
  /** One line for `--list`. */
  about: string
  /** @throws Error when what it checks does not hold. */
  run(tell: (line: string) => void): Promise<Findings>
}
