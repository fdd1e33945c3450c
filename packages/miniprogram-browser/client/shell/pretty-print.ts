/** A value as indented JSON. */
export function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'undefined'
}

// An element that holds text only is one piece, so that it stays on one line whatever its CDATA holds.
const PIECES = /<(\w+)>(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<]*)<\/\1>|<[^>]*>|[^<\s][^<]*/g
const OPENS = /^<\w(?:(?!<\/)[\s\S])*[^/]>$|^<\w>$/

/** XML with one element a line, indented; a text that is not XML stays as it is. */
export function prettyXml(text: string): string {
  if (!text.trimStart().startsWith('<')) return text
  let depth = 0
  const lines = (text.match(PIECES) ?? []).map((piece) => {
    if (piece.startsWith('</')) depth = Math.max(depth - 1, 0)
    const line = `${'  '.repeat(depth)}${piece.trim()}`
    if (OPENS.test(piece)) depth += 1
    return line
  })
  return lines.join('\n')
}
