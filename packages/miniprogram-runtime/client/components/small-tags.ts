import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, amount, anything, flag, mark, pageStyle, text, unsupported } from './component-helpers.ts'

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/progress.html */
export const progress: BuiltinDefinition = {
  properties: {
    percent: amount(),
    showInfo: flag(),
    borderRadius: anything(0),
    fontSize: anything(16),
    strokeWidth: anything(6),
    color: text('#09bb07'),
    activeColor: text(),
    backgroundColor: text('#ebebeb'),
    active: flag(),
    activeMode: text('backwards'),
    duration: amount(30),
  },
  template: [
    { html: 'div', class: '_w-track', part: 'track', children: [{ html: 'div', class: '_w-done', part: 'done' }] },
    { html: 'span', class: '_w-percent', part: 'percent' },
  ],
  changed(node) {
    const { percent, showInfo, strokeWidth, activeColor, color, backgroundColor, borderRadius, active, duration } =
      node.props
    const shown = Math.max(0, Math.min(100, percent))
    const length = (size: unknown) => (/^[\d.]+$/.test(String(size)) ? `${size}px` : pageStyle(size))
    const was = node.state.percent ?? 0
    node.element.setAttribute('role', 'progressbar')
    node.element.setAttribute('aria-valuenow', String(shown))
    node.part('track').style.cssText =
      `height:${length(strokeWidth)};background:${backgroundColor};border-radius:${length(borderRadius)}`
    const ms = active ? Math.abs(shown - was) * duration : 0
    node.part('done').style.cssText =
      `width:${shown}%;background:${activeColor || color};transition:width ${ms}ms linear`
    node.part('percent').textContent = showInfo ? `${shown}%` : ''
    node.state.percent = shown
    if (active && ms > 0) {
      const end = setTimeout(() => node.emit('activeend', { curPercent: shown }), ms)
      node.onDetach(() => clearTimeout(end))
    }
  },
}

/** A picture over others; here it is an image of its natural size. */
export const coverImage: BuiltinDefinition = {
  properties: { src: text() },
  template: [{ html: 'img', class: '_w-picture', part: 'picture' }],
  created(node) {
    const picture = node.part('picture') as HTMLImageElement
    picture.alt = ''
    picture.addEventListener('load', () =>
      node.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
    )
    picture.addEventListener('error', () => node.emit('error', { errMsg: `GET ${node.props.src} fail` }))
  },
  changed(node) {
    if (node.props.src) (node.part('picture') as HTMLImageElement).src = node.engine.assetUrl(node.props.src)
  },
}

/** A tag whose children are simply shown: `root-portal`, and `span`, which is inline. */
export const box: BuiltinDefinition = { properties: accepted('enable') }

/** A tag that is a box and says so, because what makes it special is missing. */
export const plainBox = (tag: string, missing: string, properties = ''): BuiltinDefinition => ({
  ...(properties === '' ? {} : { properties: accepted(properties) }),
  attached: (node) => node.engine.host.report('warn', `[miniprogram-browser] ${node.page.route}: <${tag}> ${missing}`),
})

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/page-container.html */
export const pageContainer: BuiltinDefinition = {
  properties: {
    show: flag(),
    duration: amount(300),
    zIndex: amount(100),
    overlay: flag(true),
    position: text('bottom'),
    round: flag(),
    overlayStyle: text(),
    customStyle: text(),
    closeOnSlideDown: flag(),
  },
  template: [
    { html: 'div', class: '_w-shade', part: 'shade' },
    { html: 'div', class: '_w-sheet', part: 'sheet', children: ['slot'] },
  ],
  created: (node) => node.part('shade').addEventListener('click', () => node.emit('clickoverlay')),
  changed(node, names) {
    const { show, overlay, overlayStyle, customStyle, zIndex, position, round } = node.props
    mark(node, 'show', show)
    mark(node, 'position', position)
    mark(node, 'round', round)
    node.part('shade').hidden = !overlay
    node.part('shade').style.cssText = `z-index:${zIndex};${pageStyle(overlayStyle)}`
    node.part('sheet').style.cssText = `z-index:${zIndex};${pageStyle(customStyle)}`
    if (!names.has('show') || node.state.shown === show || (!show && node.state.shown === undefined)) return
    node.state.shown = show
    for (const event of show ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave'])
      node.emit(event)
  },
}

/** A tag that needs the phone or a map service: a grey box with its name, said in the console as well. */
export const missing = (tag: string): BuiltinDefinition => ({
  template: [{ html: 'div', class: '_w-missing', part: 'note' }],
  attached(node: BuiltinNode) {
    node.part('note').textContent = `<${tag}> 在浏览器中不可用`
    unsupported(node, `<${tag}>`)
  },
})

/** Every tag of WeChat's that is a grey box here. */
export const MISSING_TAGS = [
  ...[
    'web-view',
    'map',
    'camera',
    'video',
    'audio',
    'canvas',
    'live-player',
    'live-pusher',
    'voip-room',
    'ad',
    'ad-custom',
  ],
  ...['official-account', 'open-data', 'editor', 'channel-live', 'channel-video', 'functional-page-navigator'],
  ...[
    'keyboard-accessory',
    'store-product',
    'store-home',
    'store-gift',
    'store-coupon',
    'animation-video',
    'open-data-item',
  ],
  ...['official-account-publish', 'open-data-list', 'editor-portal'],
]

/** Tags of WeChat's other renderer, Skyline; in a web view they show their children there as here. */
export const SKYLINE_TAGS = [
  ...['share-element', 'snapshot', 'selection', 'open-container', 'grid-view', 'list-view', 'sticky-header'],
  ...[
    'sticky-section',
    'draggable-sheet',
    'nested-scroll-header',
    'nested-scroll-body',
    'list-builder',
    'grid-builder',
  ],
  ...['double-tap', 'force-press', 'horizontal-drag', 'long-press', 'pan', 'scale', 'tap', 'vertical-drag'].map(
    (gesture) => `${gesture}-gesture-handler`,
  ),
]

export const smallTagsStyle = `
wx-progress{display:flex;align-items:center}
._w-track{flex:1;overflow:hidden}
._w-done{height:100%}
._w-percent{margin-left:15px}
._w-percent:empty{display:none}
${SKYLINE_TAGS.map((tag) => `wx-${tag}`).join(',')}{display:block}
wx-span{display:inline}
wx-movable-area,wx-movable-view,wx-root-portal,wx-match-media,wx-page-container{display:block}
wx-movable-area{position:relative}
._w-missing{display:flex;align-items:center;justify-content:center;width:100%;height:100%;min-height:80px;box-sizing:border-box;padding:8px;background:#e6e6e6;color:#666;font-size:13px;text-align:center}
${MISSING_TAGS.map((tag) => `wx-${tag}`).join(',')}{display:block;overflow:hidden}
wx-page-container:not([show]){display:none}
._w-shade{position:fixed;inset:0;background:rgba(0,0,0,.5)}
._w-shade[hidden]{display:none}
._w-sheet{position:fixed;left:0;right:0;bottom:0;background:#fff;overflow:hidden}
wx-page-container[position=top]>._w-sheet{top:0;bottom:auto}
wx-page-container[position=center]>._w-sheet{top:50%;bottom:auto;transform:translateY(-50%)}
wx-page-container[position=right]>._w-sheet{top:0;left:auto;width:100%}
wx-page-container[round]>._w-sheet{border-radius:12px 12px 0 0}
`
