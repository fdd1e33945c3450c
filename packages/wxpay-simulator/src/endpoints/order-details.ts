import { isObject, parseJson } from './json-value.ts'

const isText = (value: unknown, longest: number) =>
  typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= longest
/** Counts and amounts are written as numbers, and by many clients as digits in quotes. */
const isCount = (value: unknown) => /^\d{1,15}$/.test(String(value))

/**
 * Says whether `detail` is what item promotions take: an object whose goods, where there are any, each have goods_id,
 * quantity and price.
 * @see https://pay.weixin.qq.com/wiki/doc/api/danpin.php?chapter=9_102&index=2
 */
export function isOrderDetail(text: string): boolean {
  const detail = parseJson(text)
  if (!isObject(detail)) return false
  const { goods_detail: goods = [] } = detail
  return Array.isArray(goods) && goods.every(isGoods)
}

function isGoods(goods: unknown): boolean {
  return isObject(goods) && isText(goods.goods_id, 32) && isCount(goods.quantity) && isCount(goods.price)
}

/**
 * Says whether `scene_info` is an object; a store in it has an id.
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985
 */
export function isSceneInfo(text: string): boolean {
  const scene = parseJson(text)
  if (!isObject(scene)) return false
  const { store_info: store } = scene
  return store === undefined || (isObject(store) && isText(store.id, 32))
}
