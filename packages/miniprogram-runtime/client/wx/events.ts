import type { AppEvents, EngineApi } from '../api/engine-api.ts'
import type { WxTable } from './call.ts'

/** The app's own events: `wx.onAppShow` is the engine's `appShow`. */
const ENGINE_EVENTS = ['appShow', 'appHide', 'error', 'unhandledRejection', 'pageNotFound', 'windowResize'] as const

/** Events that a browser never has a reason for: listening is right, and nothing ever comes. */
const QUIET_EVENTS = [
  'ThemeChange',
  'MemoryWarning',
  'KeyboardHeightChange',
  'UserCaptureScreen',
  'MenuButtonBoundingClientRectWeightChange',
  'LazyLoadError',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'NeedPrivacyAuthorization',
]

type Listener = (...args: unknown[]) => void

const engineEvents = (engine: EngineApi): [string, unknown][] =>
  ENGINE_EVENTS.flatMap((name) => {
    const title = name.charAt(0).toUpperCase() + name.slice(1)
    return [
      [`on${title}`, (listener: AppEvents[typeof name]) => engine.on(name, listener)],
      [`off${title}`, (listener?: AppEvents[typeof name]) => engine.off(name, listener)],
    ] satisfies [string, unknown][]
  })

/** `online` and `offline` of the browser, as WeChat tells them. */
function networkEvents(engine: EngineApi): [string, unknown][] {
  const { defaultView } = engine.host.document
  const listeners = new Set<Listener>()
  for (const [type, isConnected] of [
    ['online', true],
    ['offline', false],
  ] as const) {
    defaultView?.addEventListener(type, () => {
      const event = { isConnected, networkType: isConnected ? 'wifi' : 'none' }
      for (const listener of [...listeners]) engine.callApp(listener, event)
    })
  }
  return [
    ['onNetworkStatusChange', (listener: Listener) => void listeners.add(listener)],
    [
      'offNetworkStatusChange',
      (listener?: Listener) => {
        if (listener === undefined) listeners.clear()
        else listeners.delete(listener)
      },
    ],
  ]
}

const nothing = (): void => {}

/** `wx.on…` and `wx.off…`. @see https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAppShow.html */
export const eventsApi = (engine: EngineApi): WxTable => ({
  plain: Object.fromEntries([
    ...QUIET_EVENTS.flatMap((name): [string, unknown][] => [
      [`on${name}`, nothing],
      [`off${name}`, nothing],
    ]),
    ...networkEvents(engine),
    ...engineEvents(engine),
  ]),
})
