/** A second question before money is decided about. */
export interface Question {
  title: string
  /** Consequence of the decision. */
  hint: string
  action: string
}

/** A question that is answered in words. */
export interface WrittenQuestion extends Question {
  /** Label of the amount; empty where none is shown. */
  label: string
  presets: readonly string[]
  /** Label of the text, and its readers. */
  placeholder: string
  /** Hint while the text is empty. */
  missing: string
  /** Label of the button. */
  theme: 'danger' | 'primary'
}
