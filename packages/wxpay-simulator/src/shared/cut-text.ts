/** Cuts a text to `most` characters and says how long it was. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  // Copied: a part of a string would keep all of it in memory. In ASCII: one other character doubles a string of ASCII.
  return `${Buffer.from(text.slice(0, most)).toString()} ... (${text.length} characters)`
}

/** Decodes a body of at most `most` bytes; of a larger one the beginning, with its length. */
export function cutBody(body: Buffer, most: number): string {
  return body.length <= most ? body.toString() : `${body.toString('utf8', 0, 1024)} ... (${body.length} bytes)`
}
