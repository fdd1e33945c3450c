import { fen, formatYuan } from '@stack/order'

let steps = 0

/** Begins a step of the story: a numbered headline, Chinese and English. */
export function step(chinese: string, english: string): void {
  steps += 1
  process.stdout.write(`\n${String(steps).padStart(2)}. ${chinese}  /  ${english}\n`)
}

/** One fact under the headline. */
export function fact(label: string, value: string): void {
  process.stdout.write(`    ${label.padEnd(16)} ${value}\n`)
}

/** Text as it is, indented. */
export function quote(text: string): void {
  for (const line of text.split('\n')) process.stdout.write(`    | ${line}\n`)
}

/** An amount: `19.80 元 (1980 fen)`. */
export function money(amount: number): string {
  return `${formatYuan(fen(amount))} 元 (${amount} fen)`
}

/** Hides what does not belong on a screen: openids and the ciphertext of a refund notification. */
export function masked(wire: string): string {
  return wire
    .replace(/(<openid><!\[CDATA\[|openid=)(o.{3})[^\]&]*([^\]&]{4})/g, '$1$2…$3')
    .replace(/(<req_info><!\[CDATA\[)(.{24})[^\]]*/g, '$1$2…')
}

/** Stops the story when something is not as it must be. */
export function expectSame(what: string, seen: unknown, wanted: unknown): void {
  if (seen !== wanted) throw new Error(`[demo] ${what}: expected ${String(wanted)}, saw ${String(seen)}`)
}
