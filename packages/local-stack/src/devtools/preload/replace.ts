/**
 * Puts `value` where WeChat has its own, which may be a getter or read-only.
 *
 * @throws Error when it cannot be replaced: going on would call the real cloud or the real cashier.
 */
export function replace(target: object, name: string, value: unknown): void {
  const now = () => (target as Record<string, unknown>)[name]
  try {
    Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true })
  } catch {
    Reflect.set(target, name, value) // not configurable, but perhaps writable: what follows tells
  }
  if (now() === value) return
  throw new Error(`[local-stack] 这个版本的开发者工具不允许替换 ${name}：请改用 npm start 打开的浏览器版本`)
}
