/**
 * Look of a page's window: the page's own json over app.json's `window` over WeChat's defaults, so nothing is missing.
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/page.html
 */
export interface WindowConfig {
  navigationBarBackgroundColor: string
  navigationBarTextStyle: 'black' | 'white'
  navigationBarTitleText: string
  navigationStyle: 'default' | 'custom'
  homeButton: boolean
  backgroundColor: string
  backgroundTextStyle: 'dark' | 'light'
  enablePullDownRefresh: boolean
  /** px */
  onReachBottomDistance: number
  disableScroll: boolean
}

export type StyleIsolation =
  | 'isolated'
  | 'apply-shared'
  | 'shared'
  | 'page-isolated'
  | 'page-apply-shared'
  | 'page-shared'

/** One page or component. Paths are from the mini program's root, without leading slash and extension. */
export interface ComponentConfig {
  /** Tag to path, the app-wide ones included. */
  usingComponents: Record<string, string>
  /** `"component": true`: written with `Component()`, as every component and some pages are. */
  component: boolean
  /** Always the one in effect: what the json says, else `shared` for pages and `isolated` for components. */
  styleIsolation: StyleIsolation
  /** The style sheet's class names carry this name (`_cell--title`). Absent when they are shared with the page. */
  styleScope?: string
  componentGenerics?: Record<string, true | { default?: string }>
  window: WindowConfig
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#tabBar */
export interface TabBarConfig {
  color: string
  selectedColor: string
  backgroundColor: string
  borderStyle: 'black' | 'white'
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

/** Content of app.json and of the json files of pages and components, with every path resolved. */
export interface AppConfig {
  entryPage: string
  /** Full paths, those of subpackages included. */
  pages: string[]
  subpackageRoots: string[]
  window: WindowConfig
  tabBar?: TabBarConfig
  /** `v2` when app.json asks for the newer look of built-in components. */
  style?: 'v2'
  /** Configuration of every page, and of every component that a page reaches, by path. */
  components: Record<string, ComponentConfig>
}
