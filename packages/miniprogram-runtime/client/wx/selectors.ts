import type { EngineApi } from '../api/engine-api.ts'
import { createAnimation } from './animation.ts'
import type { WxTable } from './call.ts'

/** Looking at the page, animating it, and waiting for it. @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createSelectorQuery.html */
export const selectorsApi = (engine: EngineApi): WxTable => ({
  async: {
    loadFontFace: {
      needs: { family: 'String', source: 'String' },
      run: async ({ family, source, desc }) => {
        const page = engine.topPage()
        // The page's own, as its document takes no other.
        const { FontFace } = page.window as Window & typeof globalThis
        const face = new FontFace(family as string, source as string, (desc ?? {}) as FontFaceDescriptors)
        page.document.fonts.add(await face.load())
        return { status: 'loaded' }
      },
    },
  },
  plain: {
    createSelectorQuery: () => engine.selectors.createSelectorQuery(),
    createIntersectionObserver: (inside: object, options?: object) =>
      engine.selectors.createIntersectionObserver(inside, options),
    createMediaQueryObserver: (inside?: object) => engine.selectors.createMediaQueryObserver(inside),
    createAnimation,
    nextTick: (callback: () => void) => engine.afterRender(() => engine.callApp(callback)),
  },
})
