import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, flag, mark, text } from './component-helpers.ts'

function begin(node: BuiltinNode): void {
  const picture = node.part('picture') as HTMLImageElement
  picture.addEventListener('load', () => {
    node.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight })
  })
  picture.addEventListener('error', () => {
    const src = String(node.props.src)
    node.engine.host.report(
      'warn',
      `[miniprogram-browser] ${node.page.route}: <image> cannot load ${src.slice(0, 200)}`,
    )
    node.emit('error', { errMsg: `GET ${src} fail` })
  })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
export const image: BuiltinDefinition = {
  properties: {
    src: text(),
    mode: text('scaleToFill'),
    lazyLoad: flag(),
    showMenuByLongpress: flag(),
    webp: flag(),
    ...accepted('fadeIn forceHttps'),
  },
  template: [{ html: 'img', class: '_w-picture', part: 'picture' }],
  created: begin,
  attached(node) {
    if (node.element.hasAttribute('aria-label') && !node.element.hasAttribute('role')) {
      node.element.setAttribute('role', 'img')
    }
  },
  changed(node, names) {
    const picture = node.part('picture') as HTMLImageElement
    picture.alt = ''
    mark(node, 'mode', node.props.mode)
    if (names.has('lazyLoad')) picture.loading = node.props.lazyLoad ? 'lazy' : 'eager'
    if (!names.has('src')) return
    if (node.props.src === '') picture.removeAttribute('src')
    else picture.src = node.engine.assetUrl(node.props.src)
  },
}

const PLACES = ['top', 'bottom', 'center', 'left', 'right', 'top left', 'top right', 'bottom left', 'bottom right']

export const imageStyle = `
wx-image,wx-cover-image{display:inline-block;width:320px;height:240px;overflow:hidden}
._w-picture{display:block;width:100%;height:100%;object-fit:fill;pointer-events:none}
._w-picture:not([src]){visibility:hidden}
wx-image[mode=aspectFit]>._w-picture{object-fit:contain}
wx-image[mode=aspectFill]>._w-picture{object-fit:cover}
wx-image[mode=widthFix]{height:auto!important}
wx-image[mode=widthFix]>._w-picture{height:auto}
wx-image[mode=heightFix]{width:auto!important}
wx-image[mode=heightFix]>._w-picture{width:auto}
${PLACES.map((place) => `wx-image[mode="${place}"]>._w-picture{object-fit:none;object-position:${place}}`).join('\n')}
wx-cover-image{width:auto;height:auto}
`
