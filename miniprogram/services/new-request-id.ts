type Random = Pick<typeof wx, 'getRandomValues'>

/**
 * A name for one intent of the buyer: 128 random bits, 32 hex digits. The order number is derived from it, so two intents
 * of one buyer must never share a name; `wx.getRandomValues` guarantees that, where `Math.random` after a cold start of
 * the JS engine may repeat. Nothing else hangs on it: it is no secret.
 *
 * @throws what `wx.getRandomValues` says, e.g. `getRandomValues:fail`; no order is begun then
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/device/crypto/wx.getRandomValues.html
 */
export async function newRequestId(random: Random = wx): Promise<string> {
  const { randomValues } = await random.getRandomValues({ length: 16 })
  return Array.from(new Uint8Array(randomValues), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
