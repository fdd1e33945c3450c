import type { WindowConfig } from './app-config.ts'
import type { JsonObject } from './read-json.ts'

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#window */
const defaults: WindowConfig = {
  navigationBarBackgroundColor: '#000000',
  navigationBarTextStyle: 'white',
  navigationBarTitleText: '',
  navigationStyle: 'default',
  homeButton: false,
  backgroundColor: '#ffffff',
  backgroundTextStyle: 'dark',
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
}

/** The window that these settings make together, the last one winning; keys that are no window settings are left out. */
export function windowConfig(...settings: JsonObject[]): WindowConfig {
  const known = settings
    .flatMap((one) => Object.entries(one))
    .filter(([key, value]) => key in defaults && typeof value === typeof defaults[key as keyof WindowConfig])
  return { ...defaults, ...Object.fromEntries(known) }
}
