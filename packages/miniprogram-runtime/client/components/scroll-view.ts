import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import {
  accepted,
  amount,
  anything,
  elementWithId,
  flag,
  mark,
  pixels,
  scrollSpace,
  text,
} from './component-helpers.ts'

/** Puts the scroll position where the page wants it, gently when asked for. */
function scrollTo(node: BuiltinNode, place: { top?: number; left?: number }): void {
  const area = node.part('area')
  if (node.props.scrollWithAnimation && typeof area.scrollTo === 'function') {
    area.scrollTo({ ...place, behavior: 'smooth' })
    return
  }
  if (place.top !== undefined) area.scrollTop = place.top
  if (place.left !== undefined) area.scrollLeft = place.left
}

function scrollIntoView(node: BuiltinNode, id: string): void {
  const target = elementWithId(node.part('area'), id)
  if (target === null) return
  const area = node.part('area')
  const from = area.getBoundingClientRect()
  const to = target.getBoundingClientRect()
  scrollTo(node, {
    ...(node.props.scrollY ? { top: area.scrollTop + to.top - from.top } : {}),
    ...(node.props.scrollX ? { left: area.scrollLeft + to.left - from.left } : {}),
  })
}

/** Fires once on entering a zone at either end, not again before it was left. */
function atEnds(node: BuiltinNode): void {
  const area = node.part('area')
  const { scrollX, scrollY, upperThreshold, lowerThreshold } = node.props
  const { down, right } = scrollSpace(area)
  const upper = pixels(node, upperThreshold)
  const lower = pixels(node, lowerThreshold)
  const zones: [string, string, boolean][] = [
    ['top', 'scrolltoupper', scrollY && area.scrollTop <= upper],
    ['left', 'scrolltoupper', scrollX && area.scrollLeft <= upper],
    ['bottom', 'scrolltolower', scrollY && down <= lower],
    ['right', 'scrolltolower', scrollX && right <= lower],
  ]
  const was: Record<string, boolean> = node.state.zones ?? { top: true, left: true }
  for (const [direction, event, now] of zones) {
    if (now && !was[direction]) node.emit(event, { direction })
    was[direction] = now
  }
  node.state.zones = was
}

function scrolled(node: BuiltinNode): void {
  const area = node.part('area')
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = area
  const before = node.state.at ?? { top: 0, left: 0 }
  node.state.at = { top: scrollTop, left: scrollLeft }
  const deltaY = before.top - scrollTop
  const deltaX = before.left - scrollLeft
  node.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })
  atEnds(node)
}

/** A drag down from the top pulls the refresher out; letting go beyond the threshold refreshes. */
function followPull(node: BuiltinNode): void {
  const area = node.part('area')
  const touch = (event: Event): number => (event as TouchEvent).touches[0]?.clientY ?? 0
  let from: number | null = null
  let pulled = 0
  area.addEventListener('touchstart', (event) => {
    from = node.props.refresherEnabled && area.scrollTop <= 0 ? touch(event) : null
    pulled = 0
  })
  area.addEventListener('touchmove', (event) => {
    if (from === null) return
    pulled = Math.max(0, (touch(event) - from) / 2)
    if (pulled > 0) node.emit('refresherpulling', { dy: pulled })
  })
  area.addEventListener('touchend', () => {
    if (from === null || pulled === 0) return
    if (pulled >= node.props.refresherThreshold) {
      node.set('refresherTriggered', true)
      showRefresher(node)
      node.emit('refresherrefresh', { dy: pulled })
    } else {
      node.emit('refresherabort', { dy: pulled })
    }
    from = null
  })
}

function showRefresher(node: BuiltinNode): void {
  const on = node.props.refresherEnabled && node.props.refresherTriggered
  const was = !node.part('refresher').hidden
  node.part('refresher').hidden = !on
  if (was && !on) node.emit('refresherrestore', { dy: 0 })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export const scrollView: BuiltinDefinition = {
  properties: {
    scrollX: flag(),
    scrollY: flag(),
    upperThreshold: anything(50),
    lowerThreshold: anything(50),
    scrollTop: anything(),
    scrollLeft: anything(),
    scrollIntoView: text(),
    scrollWithAnimation: flag(),
    enableFlex: flag(),
    showScrollbar: flag(true),
    enhanced: flag(),
    refresherEnabled: flag(),
    refresherThreshold: amount(45),
    refresherDefaultStyle: text('black'),
    refresherBackground: text(),
    refresherTriggered: flag(),
    ...accepted(
      'bounces fastDeceleration pagingEnabled scrollAnchoring enableBackToTop enablePassive scrollIntoViewOffset usingSticky ' +
        'type reverse clip cacheExtent minDragDistance padding refresherTwoLevelEnabled scrollIntoViewAlignment associativeContainer',
    ),
  },
  template: [
    {
      html: 'div',
      class: '_w-scroll',
      part: 'area',
      children: [
        { html: 'div', class: '_w-refresher', part: 'refresher' },
        { html: 'div', class: '_w-scroll-content', children: ['slot'] },
      ],
    },
  ],
  created(node) {
    node.part('refresher').hidden = true
    node.part('area').addEventListener('scroll', () => scrolled(node))
    followPull(node)
  },
  attached(node) {
    if (node.props.scrollTop !== null) scrollTo(node, { top: pixels(node, node.props.scrollTop) })
    if (node.props.scrollLeft !== null) scrollTo(node, { left: pixels(node, node.props.scrollLeft) })
    if (node.props.scrollIntoView) scrollIntoView(node, node.props.scrollIntoView)
  },
  changed(node, names) {
    for (const [name, attribute] of Object.entries(MARKS)) mark(node, attribute, node.props[name])
    node.part('refresher').style.background = node.props.refresherBackground
    showRefresher(node)
    if (!node.element.isConnected) return
    if (names.has('scrollTop')) scrollTo(node, { top: pixels(node, node.props.scrollTop) })
    if (names.has('scrollLeft')) scrollTo(node, { left: pixels(node, node.props.scrollLeft) })
    if (names.has('scrollIntoView')) scrollIntoView(node, node.props.scrollIntoView)
  },
  context: (node) => ({
    scrollTo: ({ top, left }: { top?: number; left?: number }) =>
      scrollTo(node, { ...(top === undefined ? {} : { top }), ...(left === undefined ? {} : { left }) }),
  }),
}

const MARKS = {
  scrollX: 'scroll-x',
  scrollY: 'scroll-y',
  enableFlex: 'enable-flex',
  showScrollbar: 'show-scrollbar',
}

export const scrollViewStyle = `
wx-scroll-view{display:block;width:100%;-webkit-overflow-scrolling:touch}
._w-scroll{width:100%;height:100%;max-height:inherit;overflow:hidden;overscroll-behavior:contain}
wx-scroll-view[scroll-x]>._w-scroll{overflow-x:auto}
wx-scroll-view[scroll-y]>._w-scroll{overflow-y:auto}
._w-scroll-content{min-height:100%}
wx-scroll-view[scroll-x]>._w-scroll>._w-scroll-content{height:100%}
wx-scroll-view[enable-flex]>._w-scroll>._w-scroll-content{display:inherit;flex-direction:inherit;align-items:inherit;justify-content:inherit;flex-wrap:inherit;min-width:100%}
wx-scroll-view:not([show-scrollbar])>._w-scroll{scrollbar-width:none}
._w-refresher{height:50px}
._w-refresher[hidden]{display:none}
._w-refresher::before{content:"";display:block;width:20px;height:20px;margin:0 auto;position:relative;top:15px;box-sizing:border-box;border:2px solid #888;border-right-color:transparent;border-radius:50%;animation:_w-turn 1s linear infinite}
`
