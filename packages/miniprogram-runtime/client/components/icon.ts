import type { BuiltinDefinition } from '../api/builtin.ts'
import { anything, pageStyle, text, unsupported } from './component-helpers.ts'

/** Drawn in a box of 24 by 24: most signs are white on a disc, some stand alone. */
interface Look {
  color: string
  /** Path of the sign, drawn as a line. */
  sign: string
  bare?: boolean
}

const TICK = 'M7 12.4l3.4 3.4 6.8-7'
const CROSS = 'M8.5 8.5l7 7m0-7l-7 7'

const LOOKS: Record<string, Look> = {
  success: { color: '#09bb07', sign: TICK },
  success_no_circle: { color: '#09bb07', sign: 'M3 12.5l6 6L21 6', bare: true },
  info: { color: '#10aeff', sign: 'M12 7v.5m0 3.5v6' },
  warn: { color: '#f76260', sign: 'M12 6.5v7m0 3v.5' },
  waiting: { color: '#10aeff', sign: 'M12 6.5V12l3.5 3' },
  cancel: { color: '#f43530', sign: CROSS },
  clear: { color: '#b2b2b2', sign: CROSS },
  download: { color: '#09bb07', sign: 'M12 6.5v7m-3.2-3l3.2 3.2 3.2-3.2M8 17h8' },
  search: { color: '#b2b2b2', sign: 'M16 10.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM14.5 14.5L20 20', bare: true },
}

const SVG = 'http://www.w3.org/2000/svg'

function draw(document: Document, { color, sign, bare }: Look): SVGElement {
  const part = (name: string, attributes: Record<string, string>): SVGElement => {
    const made = document.createElementNS(SVG, name) as SVGElement
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
    return made
  }
  const picture = part('svg', { viewBox: '0 0 24 24', width: '1em', height: '1em', 'aria-hidden': 'true' })
  const line = {
    d: sign,
    fill: 'none',
    stroke: bare ? color : '#fff',
    'stroke-width': '1.8',
    'stroke-linecap': 'round',
  }
  if (!bare) picture.append(part('circle', { cx: '12', cy: '12', r: '11', fill: color }))
  picture.append(part('path', line))
  return picture
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/icon.html */
export const icon: BuiltinDefinition = {
  properties: { type: text(), size: anything(23), color: text() },
  template: [{ html: 'span', class: '_w-icon', part: 'icon' }],
  changed(node) {
    const { type, size, color } = node.props
    const look = LOOKS[type]
    if (look === undefined && type !== '') unsupported(node, `<icon type="${type}">`)
    const place = node.part('icon')
    place.style.fontSize = /^[\d.]+$/.test(String(size)) ? `${size}px` : pageStyle(size)
    place.replaceChildren(...(look ? [draw(place.ownerDocument, { ...look, color: color || look.color })] : []))
  },
}

export const iconStyle = 'wx-icon{display:inline-block}._w-icon{display:block;line-height:0}'
