import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { flag, mark, reachable, text } from './component-helpers.ts'

function show(node: BuiltinNode): void {
  const { checked, disabled, type, color } = node.props
  reachable(node, type === 'checkbox' ? 'checkbox' : 'switch', disabled, checked)
  mark(node, 'checked', checked)
  node.part('mark').className = type === 'checkbox' ? '_w-mark _w-checkbox' : '_w-switch'
  node.part('mark').style.setProperty('--w-color', color)
}

function put(node: BuiltinNode, checked: boolean): void {
  node.set('checked', checked)
  show(node)
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/switch.html */
export const switchTag: BuiltinDefinition = {
  properties: { name: text(), checked: flag(), disabled: flag(), type: text('switch'), color: text('#04be02') },
  template: [{ html: 'span', class: '_w-switch', part: 'mark' }],
  created(node) {
    node.state.value = () => node.props.checked
    node.state.reset = () => put(node, false)
    node.state.activate = () => {
      if (node.props.disabled) return
      put(node, !node.props.checked)
      node.emit('change', { value: node.props.checked })
    }
    node.on('tap', () => node.state.activate())
  },
  changed: show,
}

export const switchStyle = `
wx-switch{display:inline-block;-webkit-tap-highlight-color:transparent}
._w-switch{position:relative;display:inline-block;width:52px;height:32px;box-sizing:border-box;border-radius:16px;background:#dfdfdf;vertical-align:middle;transition:background .1s}
._w-switch::after{content:"";position:absolute;top:1px;left:1px;width:30px;height:30px;border-radius:15px;background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.4);transition:transform .3s}
wx-switch[checked]>._w-switch{background:var(--w-color)}
wx-switch[checked]>._w-switch::after{transform:translateX(20px)}
wx-switch[checked]>._w-checkbox::after{content:"";position:absolute;left:7px;top:3px;width:5px;height:10px;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg)}
wx-switch[disabled]>._w-switch{opacity:.7}
`
