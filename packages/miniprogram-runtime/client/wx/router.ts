import type { EngineApi, RouterApi } from '../api/engine-api.ts'
import type { AsyncApi, WxTable } from './call.ts'

type Events = Record<string, (...args: unknown[]) => void>

const byUrl = (go: (url: string) => Promise<void>): AsyncApi => ({
  needs: { url: 'String' },
  run: ({ url }) => go(url as string),
})

/** Page navigation. @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
export function routerApi(engine: EngineApi): WxTable {
  const router: RouterApi = engine.router
  const async: Record<string, AsyncApi> = {
    navigateTo: {
      needs: { url: 'String' },
      run: ({ url, events }) => router.navigateTo(url as string, events as Events | undefined),
    },
    redirectTo: byUrl((url) => router.redirectTo(url)),
    reLaunch: byUrl((url) => router.reLaunch(url)),
    switchTab: byUrl((url) => {
      if (url.includes('?')) {
        engine.host.report('warn', `[miniprogram-browser] wx.switchTab drops the query of ${url}; a tab page gets none`)
      }
      return router.switchTab(url)
    }),
    navigateBack: { run: ({ delta }) => router.navigateBack(delta as number | undefined) },
  }
  return { async }
}
