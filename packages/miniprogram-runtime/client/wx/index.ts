import type { EngineApi } from '../api/engine-api.ts'
import type { Host } from '../api/host.ts'
import { accountApi } from './account.ts'
import { barsApi } from './bars.ts'
import { asyncFunction, type WxTable } from './call.ts'
import { cloudApi } from './cloud.ts'
import { deviceApi } from './device.ts'
import { eventsApi } from './events.ts'
import { overlaysApi } from './overlays.ts'
import { requestFunction } from './request.ts'
import { paymentApi } from './request-payment.ts'
import { routerApi } from './router.ts'
import { selectorsApi } from './selectors.ts'
import { storageApi } from './storage.ts'
import { systemApi } from './system.ts'
import { unsupportedFunctions } from './unsupported.ts'

/** `wx.canIUse`: whether a function, or a part of one after the first dot, is there. Components are not asked for. */
const canIUse = (supported: ReadonlySet<string>, schema: unknown): boolean =>
  supported.has(String(schema).split('.')[0] ?? '')

/**
 * The `wx` object of one run of an app. Every name of WeChat's list is there: what this client lacks fails with
 * `name:fail not supported` and says so in the console.
 */
export function createWx(engine: EngineApi, host: Host): Record<string, unknown> {
  const onError = (error: unknown): void =>
    engine.callApp(() => {
      throw error
    })
  const unsupported = (name: string): void =>
    host.report('error', `[miniprogram-browser] wx.${name} is not supported by this client`)
  const tables: WxTable[] = [
    routerApi(engine),
    overlaysApi(engine),
    barsApi(engine),
    selectorsApi(engine),
    storageApi(host),
    systemApi(engine),
    eventsApi(engine),
    deviceApi(engine),
    accountApi(engine),
    paymentApi(host),
  ]
  const supported: Record<string, unknown> = {
    request: requestFunction(engine, onError),
    cloud: cloudApi(host, onError, unsupported),
  }
  for (const { async = {}, plain = {} } of tables) {
    Object.assign(supported, plain)
    for (const [name, api] of Object.entries(async)) supported[name] = asyncFunction(name, api, onError)
  }
  const names = new Set([...Object.keys(supported), 'canIUse'])
  return {
    ...unsupportedFunctions(unsupported, onError),
    ...supported,
    canIUse: (schema: unknown) => canIUse(names, schema),
  }
}
