import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { amount, flag, text } from './component-helpers.ts'

const bar = (node: BuiltinNode): HTMLInputElement => node.part('bar') as HTMLInputElement

function show(node: BuiltinNode): void {
  const { min, max, step, value, disabled, activeColor, color, backgroundColor, formatValue } = node.props
  const range = bar(node)
  Object.assign(range, { min: String(min), max: String(max), step: String(step), disabled })
  range.value = String(value)
  const filled = ((Number(range.value) - min) / (max - min || 1)) * 100
  range.style.setProperty('--w-filled', `${filled}%`)
  range.style.setProperty('--w-active', activeColor || color)
  range.style.setProperty('--w-rest', backgroundColor)
  node.part('value').hidden = !formatValue
  node.part('value').textContent = range.value
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/slider.html */
export const slider: BuiltinDefinition = {
  speaker: 'bar',
  properties: {
    name: text(),
    min: amount(),
    max: amount(100),
    step: amount(1),
    disabled: flag(),
    value: amount(),
    color: text('#1aad19'),
    activeColor: text(),
    backgroundColor: text('#e9e9e9'),
    blockSize: amount(28),
    formatValue: flag(),
  },
  template: [
    { html: 'input', class: '_w-slider', part: 'bar' },
    { html: 'span', class: '_w-slider-value', part: 'value' },
  ],
  created(node) {
    const range = bar(node)
    range.type = 'range'
    const follow = (event: Event, name: string): void => {
      event.stopPropagation()
      node.set('value', Number(range.value))
      show(node)
      node.emit(name, { value: Number(range.value) })
    }
    range.addEventListener('input', (event) => follow(event, 'changing'))
    range.addEventListener('change', (event) => follow(event, 'change'))
    node.state.value = () => node.props.value
    node.state.reset = () => {
      node.set('value', node.props.min)
      show(node)
    }
  },
  changed: show,
}

export const sliderStyle = `
wx-slider{display:flex;align-items:center;margin:10px 18px}
._w-slider{flex:1;min-width:0;height:28px;margin:0;background:none;-webkit-appearance:none;appearance:none}
._w-slider::-webkit-slider-runnable-track{height:2px;border-radius:1px;background:linear-gradient(var(--w-active),var(--w-active)) no-repeat 0/var(--w-filled) 100%,var(--w-rest)}
._w-slider::-webkit-slider-thumb{width:28px;height:28px;margin-top:-13px;border-radius:50%;background:#fff;box-shadow:0 0 4px rgba(0,0,0,.2);-webkit-appearance:none}
._w-slider-value{width:30px;margin-left:14px;text-align:center;color:#888}
._w-slider-value[hidden]{display:none}
`
