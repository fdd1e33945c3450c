import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { anything, flag, pageStyle, text } from './component-helpers.ts'

const rootOf = (node: BuiltinNode) => node.page.document.documentElement

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html */
export const pageMeta: BuiltinDefinition = {
  properties: {
    backgroundColor: text(),
    rootBackgroundColor: text(),
    rootFontSize: text(),
    pageStyle: text(),
    scrollTop: text(),
    scrollDuration: { type: Number, value: 300 },
  },
  created(node) {
    const { window } = node.page
    const listener = (): void => node.emit('scroll', { scrollTop: window.scrollY })
    window.addEventListener('scroll', listener, { passive: true })
    node.onDetach(() => window.removeEventListener('scroll', listener))
  },
  changed(node, names) {
    const { backgroundColor, rootBackgroundColor, rootFontSize, pageStyle: css, scrollTop, scrollDuration } = node.props
    const root = rootOf(node)
    root.style.backgroundColor = rootBackgroundColor || backgroundColor
    root.style.fontSize = pageStyle(rootFontSize === 'system' ? '' : rootFontSize)
    if (names.has('pageStyle')) node.page.document.body.style.cssText = pageStyle(css)
    if (names.has('scrollTop') && scrollTop !== '') node.page.scrollTo(Number.parseFloat(scrollTop), scrollDuration)
  },
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/navigation-bar.html */
export const navigationBar: BuiltinDefinition = {
  properties: {
    title: anything(),
    loading: flag(),
    frontColor: text(),
    backgroundColor: text(),
    colorAnimationDuration: { type: Number, value: 0 },
    colorAnimationTimingFunc: text('linear'),
  },
  changed(node, names) {
    const { title, loading, frontColor, backgroundColor } = node.props
    const bar = node.page.navigationBar
    if (names.has('title') && title !== null) bar.setTitle(String(title))
    if (names.has('loading')) bar.setLoading(loading)
    if (frontColor && backgroundColor) bar.setColor(frontColor, backgroundColor)
  },
}

export const pageMetaStyle = 'wx-page-meta{display:block}wx-navigation-bar{display:none}'
