/** A second question before money is decided about. */
export interface Question {
  title: string
  /** What follows from it. */
  hint: string
  action: string
}

/** A question that is answered in words. */
export interface WrittenQuestion extends Question {
  /** What the amount is; empty where none is shown. */
  label: string
  presets: readonly string[]
  /** What the words are, and who reads them. */
  placeholder: string
  /** What is said while there are no words. */
  missing: string
  /** Of the button. */
  theme: 'danger' | 'primary'
}
