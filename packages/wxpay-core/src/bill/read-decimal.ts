/**
 * A decimal number to an integer of its smallest unit, exactly: `read('0.1', 2)` is 10.
 *
 * @returns undefined for anything but a decimal number of at most that many places
 */
export function readDecimal(text: string, places: number): number | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,10})(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '' || fraction.length > places) return undefined
  const units = Number(whole + fraction.padEnd(places, '0'))
  return sign === '-' && units !== 0 ? -units : units
}
