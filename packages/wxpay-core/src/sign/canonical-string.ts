/** Parameters to sign: values as they are on the wire; `undefined` and empty ones are not signed. */
export type SignableParams = Readonly<Record<string, string | number | undefined>>

/**
 * The string that is signed, without the key: `name=value` joined with `&`, sorted by name in ASCII order, values raw,
 * without `sign` and without empty values (`0` is not empty).
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3
 */
export function canonicalString(params: SignableParams): string {
  return Object.keys(params)
    .filter((name) => name !== 'sign' && params[name] !== undefined && params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&')
}
