import type { EngineApi } from '../api/engine-api.ts'
import type { WxTable } from './call.ts'

/** Version that this client reports; the newest base library whose behaviour it follows. */
const SDK_VERSION = '3.8.12'
/** The phone's status bar is drawn outside of the app's screen. */
const STATUS_BAR_PX = 0
const NAVIGATION_BAR_PX = 44
const CAPSULE = { width: 87, height: 32, top: STATUS_BAR_PX + 6, rightGap: 7 }

/** The page's own window; `app.ts` runs before there is one. */
function pageSize(engine: EngineApi): { width: number; height: number } | undefined {
  const frame = [...engine.host.mount.querySelectorAll('iframe')].at(-1)
  const window = frame?.contentWindow
  return window ? { width: window.innerWidth, height: window.innerHeight } : undefined
}

function windowInfo(engine: EngineApi) {
  const { document, mount } = engine.host
  const screenWidth = mount.clientWidth || document.documentElement.clientWidth || 375
  const screenHeight = mount.clientHeight || document.documentElement.clientHeight || 667
  const page = pageSize(engine) ?? { width: screenWidth, height: screenHeight - NAVIGATION_BAR_PX }
  return {
    pixelRatio: document.defaultView?.devicePixelRatio ?? 1,
    screenWidth,
    screenHeight,
    windowWidth: page.width,
    windowHeight: page.height,
    statusBarHeight: STATUS_BAR_PX,
    screenTop: 0,
    safeArea: {
      ...{ left: 0, right: screenWidth, top: STATUS_BAR_PX, bottom: screenHeight },
      ...{ width: screenWidth, height: screenHeight - STATUS_BAR_PX },
    },
  }
}

const navigatorOf = (engine: EngineApi): Navigator | undefined => engine.host.document.defaultView?.navigator

const deviceInfo = (engine: EngineApi) => ({
  abi: '',
  benchmarkLevel: -1,
  brand: 'browser',
  model: 'miniprogram-browser',
  system: navigatorOf(engine)?.userAgent ?? '',
  platform: 'devtools',
  cpuType: '',
  memorySize: '0',
})

const appBaseInfo = () => ({
  SDKVersion: SDK_VERSION,
  version: '8.0.50',
  language: 'zh_CN',
  enableDebug: false,
  theme: 'light',
  fontSizeSetting: 16,
  host: { appId: '', env: 'miniprogram-browser' },
})

const systemSetting = () => ({
  bluetoothEnabled: false,
  locationEnabled: false,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
})

const NOT_AUTHORIZED = ['album', 'bluetooth', 'camera', 'location', 'microphone', 'notification', 'phoneCalendar']

/** Position of WeChat's own capsule: the top right corner of the screen, in px. */
function menuButton(engine: EngineApi) {
  const right = windowInfo(engine).screenWidth - CAPSULE.rightGap
  const { width, height, top } = CAPSULE
  return { width, height, top, right, bottom: top + height, left: right - width }
}

const networkType = (engine: EngineApi) => (navigatorOf(engine)?.onLine === false ? 'none' : 'wifi')

/** Functions about the phone and the app itself. @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getWindowInfo.html */
export function systemApi(engine: EngineApi): WxTable {
  const everything = () => ({ ...deviceInfo(engine), ...appBaseInfo(), ...windowInfo(engine), ...systemSetting() })
  const launch = () => ({ ...engine.launchOptions })
  return {
    async: {
      getSystemInfo: { run: everything },
      getSystemInfoAsync: { run: everything },
      getNetworkType: { run: () => ({ networkType: networkType(engine), signalStrength: 0, hasSystemProxy: false }) },
    },
    plain: {
      env: { USER_DATA_PATH: 'wxfile://usr' },
      getSystemInfoSync: everything,
      getWindowInfo: () => windowInfo(engine),
      getDeviceInfo: () => deviceInfo(engine),
      getAppBaseInfo: appBaseInfo,
      getSystemSetting: systemSetting,
      getAppAuthorizeSetting: () =>
        Object.fromEntries(NOT_AUTHORIZED.map((name) => [`${name}Authorized`, 'not determined'])),
      getMenuButtonBoundingClientRect: () => menuButton(engine),
      getAccountInfoSync: () => ({
        miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
        plugin: {},
      }),
      getLaunchOptionsSync: launch,
      getEnterOptionsSync: launch,
    },
  }
}
