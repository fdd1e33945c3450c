import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, amount, flag, mark, pixels, text } from './component-helpers.ts'

const SWIPE_PX = 30

const items = (node: BuiltinNode): BuiltinNode[] =>
  node.inside('swiper-item').filter((item) => item.closest('swiper') === node)

/** Moves the row so that `current` is in view; `source` says who asked: autoplay, touch or the page (''). */
function show(node: BuiltinNode, wanted: number, source: 'autoplay' | 'touch' | ''): void {
  const all = items(node)
  const current = wrap(node, wanted, all.length)
  const { vertical, duration, displayMultipleItems } = node.props
  const row = node.part('row')
  row.style.transitionDuration = `${duration}ms`
  row.style.transform = `translate${vertical ? 'Y' : 'X'}(${(-100 / displayMultipleItems) * current}%)`
  row.style.setProperty('--w-basis', `${100 / displayMultipleItems}%`)
  all.forEach((item, index) => {
    item.element.toggleAttribute('inert', index < current || index >= current + displayMultipleItems)
  })
  showDots(node, all.length, current)
  if (node.state.current === current) return
  const first = node.state.current === undefined
  node.state.current = current
  if (first) return
  const detail = { current, currentItemId: all[current]?.props.itemId ?? '', source }
  if (source !== '') node.set('current', current)
  node.emit('change', detail)
  clearTimeout(node.state.finish)
  node.state.finish = setTimeout(() => node.emit('animationfinish', detail), duration)
}

/** A `circular` swiper goes on at the other end, another one stops. */
function wrap(node: BuiltinNode, wanted: number, length: number): number {
  if (length === 0) return 0
  if (node.props.circular) return ((wanted % length) + length) % length
  return Math.max(0, Math.min(wanted, length - node.props.displayMultipleItems))
}

function showDots(node: BuiltinNode, length: number, current: number): void {
  const { indicatorDots, indicatorColor, indicatorActiveColor } = node.props
  const dots = node.part('dots')
  dots.hidden = !indicatorDots
  const { ownerDocument } = dots
  dots.replaceChildren(
    ...Array.from({ length: indicatorDots ? length : 0 }, (_, index) => {
      const dot = ownerDocument.createElement('span')
      dot.className = '_w-dot'
      dot.style.background = index === current ? indicatorActiveColor : indicatorColor
      return dot
    }),
  )
}

function play(node: BuiltinNode): void {
  clearInterval(node.state.play)
  const { autoplay, interval } = node.props
  if (!autoplay) return
  node.state.play = setInterval(() => {
    const last = items(node).length - node.props.displayMultipleItems
    const next = node.state.current + 1
    // Autoplay starts again at the end, also without `circular`.
    show(node, next > last && !node.props.circular ? 0 : next, 'autoplay')
  }, interval)
}

interface Place {
  clientX: number
  clientY: number
}

const placeOf = (event: { original: Event | null }): Place | undefined => {
  const touch = event.original as (TouchEvent & Place) | null
  return touch?.changedTouches?.[0] ?? touch ?? undefined
}

function followFinger(node: BuiltinNode): void {
  let from: Place | undefined
  node.on('touchstart', (event) => {
    from = placeOf(event)
  })
  node.on('touchend', (event) => {
    const to = placeOf(event)
    if (from === undefined || to === undefined || node.props.disableTouch) return
    const axis = node.props.vertical ? 'clientY' : 'clientX'
    const moved = to[axis] - from[axis]
    from = undefined
    if (Math.abs(moved) > SWIPE_PX) show(node, node.state.current + (moved < 0 ? 1 : -1), 'touch')
  })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/swiper.html */
export const swiper: BuiltinDefinition = {
  properties: {
    indicatorDots: flag(),
    indicatorColor: text('rgba(0,0,0,.3)'),
    indicatorActiveColor: text('#000000'),
    autoplay: flag(),
    current: amount(),
    interval: amount(5000),
    duration: amount(500),
    circular: flag(),
    vertical: flag(),
    previousMargin: text('0px'),
    nextMargin: text('0px'),
    displayMultipleItems: amount(1),
    disableTouch: flag(),
    ...accepted('snapToEdge easingFunction cacheExtent scrollWithAnimation layoutType indicatorType'),
  },
  template: [
    {
      html: 'div',
      class: '_w-swiper',
      part: 'frame',
      children: [{ html: 'div', class: '_w-swiper-row', part: 'row', children: ['slot'] }],
    },
    { html: 'div', class: '_w-dots', part: 'dots' },
  ],
  created: followFinger,
  attached(node) {
    const row = node.part('row')
    // Items may come later, with the page's data.
    const { MutationObserver } = node.page.window as Window & typeof globalThis
    const observer = new MutationObserver(() => show(node, node.props.current, ''))
    observer.observe(row, { childList: true })
    node.onDetach(() => {
      observer.disconnect()
      clearInterval(node.state.play)
      clearTimeout(node.state.finish)
    })
    show(node, node.props.current, '')
    play(node)
  },
  changed(node, names) {
    const { vertical, previousMargin, nextMargin } = node.props
    mark(node, 'vertical', vertical)
    const [before, after] = [pixels(node, previousMargin), pixels(node, nextMargin)]
    node.part('frame').style.inset = vertical ? `${before}px 0 ${after}px` : `0 ${after}px 0 ${before}px`
    if (!node.element.isConnected) return
    show(node, node.props.current, '')
    if (names.has('autoplay') || names.has('interval')) play(node)
  },
}

export const swiperItem: BuiltinDefinition = {
  properties: { itemId: text(), skipHiddenItemLayout: flag() },
}

export const swiperStyle = `
wx-swiper{position:relative;display:block;height:150px;overflow:hidden;touch-action:pan-y}
wx-swiper[vertical]{touch-action:pan-x}
._w-swiper{position:absolute;inset:0}
._w-swiper-row{display:flex;width:100%;height:100%;transition:transform ease}
wx-swiper[vertical]>._w-swiper>._w-swiper-row{flex-direction:column}
wx-swiper-item{display:block;flex:0 0 var(--w-basis,100%);min-width:0;min-height:0;overflow:hidden}
._w-dots{position:absolute;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:8px;pointer-events:none}
wx-swiper[vertical]>._w-dots{left:auto;right:10px;top:0;bottom:0;flex-direction:column}
._w-dots[hidden]{display:none}
._w-dot{width:8px;height:8px;border-radius:50%}
`
