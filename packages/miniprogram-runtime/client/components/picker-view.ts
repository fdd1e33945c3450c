import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { anything, list, pageStyle, text } from './component-helpers.ts'

const DEFAULT_ROW_PX = 34
const SETTLE_MS = 120

const columns = (node: BuiltinNode): BuiltinNode[] => node.inside('picker-view-column')

const rowPx = (node: BuiltinNode): number => node.part('indicator').offsetHeight || DEFAULT_ROW_PX

/** Puts every column on its row and in the middle. */
function show(node: BuiltinNode): void {
  const row = rowPx(node)
  node.part('columns').style.setProperty('--w-row', `${row}px`)
  columns(node).forEach((column, at) => {
    column.element.scrollTop = Number(node.props.value[at] ?? 0) * row
  })
}

function settled(node: BuiltinNode): void {
  const row = rowPx(node)
  const value = columns(node).map((column) => Math.round(column.element.scrollTop / row))
  node.emit('pickend')
  node.state.moving = false
  if (JSON.stringify(value) === JSON.stringify(node.props.value)) return
  node.set('value', value)
  node.emit('change', { value })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html */
export const pickerView: BuiltinDefinition = {
  properties: {
    name: text(),
    value: list(),
    indicatorStyle: text(),
    indicatorClass: text(),
    maskStyle: text(),
    maskClass: text(),
    immediateChange: anything(false),
  },
  template: [
    { html: 'div', class: '_w-indicator', part: 'indicator' },
    { html: 'div', class: '_w-columns', part: 'columns', children: ['slot'] },
    { html: 'div', class: '_w-mask', part: 'mask' },
  ],
  created(node) {
    node.state.value = () => node.props.value
    node.state.reset = () => {
      node.set('value', [])
      show(node)
    }
    node.state.scrolled = () => {
      if (!node.state.moving) node.emit('pickstart')
      node.state.moving = true
      clearTimeout(node.state.settle)
      node.state.settle = setTimeout(() => settled(node), SETTLE_MS)
    }
    node.onDetach(() => clearTimeout(node.state.settle))
  },
  attached: show,
  changed(node) {
    const { indicatorStyle, indicatorClass, maskStyle, maskClass } = node.props
    node.part('indicator').style.cssText = pageStyle(indicatorStyle)
    node.part('indicator').className = `_w-indicator ${node.scopedClass(indicatorClass)}`
    node.part('mask').style.cssText = pageStyle(maskStyle)
    node.part('mask').className = `_w-mask ${node.scopedClass(maskClass)}`
    if (node.element.isConnected) show(node)
  },
}

export const pickerViewColumn: BuiltinDefinition = {
  created(node) {
    node.element.addEventListener('scroll', () => node.closest('picker-view')?.state.scrolled())
  },
}

export const pickerViewStyle = `
wx-picker-view{position:relative;display:block;height:200px;overflow:hidden}
._w-columns{display:flex;height:100%}
wx-picker-view-column{display:block;flex:1;min-width:0;height:100%;overflow-y:auto;scroll-snap-type:y mandatory;scrollbar-width:none;box-sizing:border-box}
wx-picker-view-column::before,wx-picker-view-column::after{content:"";display:block;height:calc(50% - var(--w-row,34px)/2)}
wx-picker-view-column>*{height:var(--w-row,34px);scroll-snap-align:center;overflow:hidden}
._w-indicator{position:absolute;left:0;right:0;top:50%;height:34px;transform:translateY(-50%);box-sizing:border-box;border:solid #e5e5e5;border-width:1px 0;pointer-events:none}
._w-mask{position:absolute;inset:0;pointer-events:none;background:linear-gradient(rgba(255,255,255,.95),rgba(255,255,255,.4) 40%,transparent 45%,transparent 55%,rgba(255,255,255,.4) 60%,rgba(255,255,255,.95))}
`
