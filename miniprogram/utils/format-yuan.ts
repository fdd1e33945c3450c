/**
 * An amount as a field takes it: `1234` → `12.34`. Digits are moved, never divided.
 *
 * @param fen - whole fen, not negative
 * @throws RangeError for anything else
 */
export function writeYuan(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) {
    throw new RangeError(
      `[miniprogram] not an amount in fen: ${fen}. Amounts are whole fen, as the functions answer them.`,
    )
  }
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * An amount as people read it: `1234567` → `¥12,345.67`.
 *
 * @throws what `writeYuan` throws
 */
export function formatYuan(fen: number): string {
  return `¥${writeYuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',')}`
}
