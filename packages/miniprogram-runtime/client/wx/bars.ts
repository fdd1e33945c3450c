import type { EngineApi } from '../api/engine-api.ts'
import { type AsyncApi, WxFailure, type WxTable } from './call.ts'

/** Error text of WeChat for tab bar functions without a visible tab bar. */
function onTabBar(engine: EngineApi, act: () => void): void {
  if (!engine.tabBar.exists || !engine.tabBar.onTab) throw new WxFailure('not TabBar page')
  act()
}

function tabBarApi(engine: EngineApi): Record<string, AsyncApi> {
  const { tabBar } = engine
  const withIndex = (act: (index: number, options: Record<string, unknown>) => void): AsyncApi => ({
    needs: { index: 'Number' },
    run: (options) => onTabBar(engine, () => act(options.index as number, options)),
  })
  return {
    showTabBar: { run: () => onTabBar(engine, () => tabBar.show()) },
    hideTabBar: { run: () => onTabBar(engine, () => tabBar.hide()) },
    setTabBarBadge: withIndex((index, { text }) => tabBar.setBadge(index, String(text))),
    removeTabBarBadge: withIndex((index) => tabBar.setBadge(index, null)),
    showTabBarRedDot: withIndex((index) => tabBar.setRedDot(index, true)),
    hideTabBarRedDot: withIndex((index) => tabBar.setRedDot(index, false)),
    setTabBarItem: withIndex((index, item) => tabBar.setItem(index, item)),
    setTabBarStyle: { run: (style) => onTabBar(engine, () => tabBar.setStyle(style)) },
  }
}

function navigationBarApi(engine: EngineApi): Record<string, AsyncApi> {
  const bar = () => engine.topPage().navigationBar
  return {
    setNavigationBarTitle: { needs: { title: 'String' }, run: ({ title }) => bar().setTitle(title as string) },
    setNavigationBarColor: {
      needs: { frontColor: 'String', backgroundColor: 'String' },
      run: ({ frontColor, backgroundColor }) => bar().setColor(frontColor as string, backgroundColor as string),
    },
    showNavigationBarLoading: { run: () => bar().setLoading(true) },
    hideNavigationBarLoading: { run: () => bar().setLoading(false) },
    hideHomeButton: { run: () => bar().hideHomeButton() },
  }
}

const scrollDuration = (duration: unknown): number => (duration === undefined ? 300 : Number(duration))

function pageApi(engine: EngineApi): Record<string, AsyncApi> {
  return {
    pageScrollTo: {
      run: ({ scrollTop, selector, offsetTop, duration }) => {
        const page = engine.topPage()
        if (typeof selector !== 'string') return page.scrollTo(Number(scrollTop ?? 0), scrollDuration(duration))
        if (!page.scrollToSelector(selector, Number(offsetTop ?? 0), scrollDuration(duration))) {
          throw new WxFailure(`fail to find element by selector ${selector}`)
        }
        return undefined
      },
    },
    startPullDownRefresh: { run: () => engine.topPage().startPullDownRefresh() },
    stopPullDownRefresh: { run: () => engine.topPage().stopPullDownRefresh() },
  }
}

/** Navigation bar, tab bar and scrolling of the page on top. @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/tab-bar/wx.setTabBarBadge.html */
export const barsApi = (engine: EngineApi): WxTable => ({
  async: { ...navigationBarApi(engine), ...tabBarApi(engine), ...pageApi(engine) },
})
