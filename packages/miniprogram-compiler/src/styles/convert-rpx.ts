/** Strings and addresses are matched first and stay as they are. */
const lengths = /"[^"]*"|'[^']*'|url\([^)]*\)|(?<![\w-])([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/gi

/** Writes rpx lengths in vw: a page is 750rpx wide, `30rpx` is `4vw`. */
export function convertRpx(value: string): string {
  if (!/rpx/i.test(value)) return value
  return value.replace(lengths, (text, rpx?: string) =>
    rpx === undefined ? text : `${Number((Number(rpx) / 7.5).toFixed(5))}vw`,
  )
}
