/** Cuts a text to `most` characters and says how long it was. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  // Copied: a part of a string would keep all of it in memory.
  return `${Buffer.from(text.slice(0, most)).toString()}… (${text.length} characters)`
}
