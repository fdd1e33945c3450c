/**
 * Makes a text fit for the gateway: at most so many bytes of UTF-8, no outer blanks, no back-tick (bills separate their
 * columns with it). The same text always becomes the same, as a repetition must.
 */
export function gatewayText(text: string, maxBytes: number): string {
  let cut = ''
  let used = 0
  for (const character of text.trim().replaceAll('`', "'")) {
    used += Buffer.byteLength(character)
    if (used > maxBytes) break
    cut += character
  }
  return cut.trim()
}
