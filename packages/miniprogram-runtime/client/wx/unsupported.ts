import { AT_ONCE_NAMES, LATER_NAMES } from './api-names.ts'
import { asyncFunction, WxFailure } from './call.ts'

const REASON = 'not supported'

/**
 * A function for every name that WeChat has: it fails as WeChat's own do, never silently.
 * @param report is told the name at every call
 */
export function unsupportedFunctions(
  report: (name: string) => void,
  onError: (error: unknown) => void,
): Record<string, unknown> {
  const later = LATER_NAMES.map((name) => {
    const run = (): never => {
      report(name)
      throw new WxFailure(REASON)
    }
    return [name, asyncFunction(name, { run }, onError)]
  })
  const atOnce = AT_ONCE_NAMES.map((name) => [
    name,
    () => {
      report(name)
      throw new Error(`${name}:fail ${REASON}`)
    },
  ])
  return Object.fromEntries([...later, ...atOnce]) as Record<string, unknown>
}
