import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { flag, mark, reachable, text } from './component-helpers.ts'

const show = (node: BuiltinNode, role: string): void => {
  const { checked, disabled, color } = node.props
  reachable(node, role, disabled, checked)
  mark(node, 'checked', checked)
  node.part('mark').style.setProperty('--w-color', color)
}

function put(node: BuiltinNode, role: string, checked: boolean): void {
  node.set('checked', checked)
  show(node, role)
}

/** Common part of checkbox and radio: look, keyboard, label; `press` decides what a tap changes. */
const choice = (role: 'checkbox' | 'radio', press: (node: BuiltinNode) => void): BuiltinDefinition => ({
  properties: { value: text(), disabled: flag(), checked: flag(), color: text('#09bb07') },
  template: [{ html: 'span', class: `_w-mark _w-${role}`, part: 'mark' }, 'slot'],
  created(node) {
    node.state.activate = () => {
      if (!node.props.disabled) press(node)
    }
    node.state.put = (checked: boolean) => put(node, role, checked)
    node.on('tap', () => node.state.activate())
  },
  changed: (node) => show(node, role),
})

const valuesOf = (group: BuiltinNode): string[] =>
  group.inside('checkbox').flatMap((box) => (box.props.checked ? [box.props.value] : []))

const chosen = (group: BuiltinNode): string =>
  group.inside('radio').find((radio) => radio.props.checked)?.props.value ?? ''

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/checkbox.html */
export const checkbox = choice('checkbox', (node) => {
  put(node, 'checkbox', !node.props.checked)
  const group = node.closest('checkbox-group')
  group?.emit('change', { value: valuesOf(group) })
})

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/radio.html */
export const radio = choice('radio', (node) => {
  if (node.props.checked) return
  const group = node.closest('radio-group')
  for (const other of group?.inside('radio') ?? []) if (other !== node) other.state.put(false)
  put(node, 'radio', true)
  group?.emit('change', { value: node.props.value })
})

const group = (tag: 'checkbox' | 'radio', value: (node: BuiltinNode) => unknown): BuiltinDefinition => ({
  properties: { name: text() },
  created(node) {
    if (tag === 'radio') node.element.setAttribute('role', 'radiogroup')
    node.state.value = () => value(node)
    node.state.reset = () => {
      for (const inner of node.inside(tag)) inner.state.put(false)
    }
  },
})

export const checkboxGroup = group('checkbox', valuesOf)
export const radioGroup = group('radio', chosen)

export const choiceStyle = `
wx-checkbox-group,wx-radio-group{display:block}
wx-checkbox,wx-radio{display:inline-block;-webkit-tap-highlight-color:transparent}
._w-mark{position:relative;display:inline-block;width:22px;height:22px;margin-right:5px;box-sizing:border-box;border:1px solid #d1d1d1;background:#fff;vertical-align:middle;color:var(--w-color)}
._w-checkbox{border-radius:3px}
._w-radio{border-radius:50%}
wx-radio[checked]>._w-radio{background:var(--w-color);border-color:var(--w-color);color:#fff}
wx-checkbox[checked]>._w-mark::after,wx-radio[checked]>._w-mark::after{content:"";position:absolute;left:7px;top:3px;width:5px;height:10px;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg)}
wx-checkbox[disabled]>._w-mark,wx-radio[disabled]>._w-mark{background:#e1e1e1;color:#adadad}
`
