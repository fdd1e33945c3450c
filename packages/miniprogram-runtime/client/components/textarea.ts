import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, flag, mark, text } from './component-helpers.ts'
import { beginField, enterField, fieldProperties, updateField } from './text-field.ts'

/** Lets the tag grow with its text and tells the page when the number of lines changes. */
function measure(node: BuiltinNode): void {
  const field = node.part('field') as HTMLTextAreaElement
  if (field.scrollHeight === 0) return // nothing is laid out: out of sight
  if (node.props.autoHeight) {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  } else {
    field.style.height = ''
  }
  const lineHeight = Number.parseFloat(node.page.window.getComputedStyle(field).lineHeight) || 20
  const lineCount = Math.max(1, Math.round(field.scrollHeight / lineHeight))
  if (node.state.lineCount === lineCount) return
  if (node.state.lineCount !== undefined) {
    node.emit('linechange', { height: field.scrollHeight, heightRpx: 0, lineCount, lineHeight })
  }
  node.state.lineCount = lineCount
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/textarea.html */
export const textarea: BuiltinDefinition = {
  speaker: 'field',
  properties: {
    ...fieldProperties,
    placeholderClass: text('textarea-placeholder'),
    autoHeight: flag(),
    confirmType: text('return'),
    ...accepted('fixed showConfirmBar disableDefaultPadding adjustKeyboardTo'),
  },
  template: [
    { html: 'div', class: '_w-placeholder', part: 'placeholder' },
    { html: 'textarea', class: '_w-field', part: 'field' },
  ],
  created(node) {
    const field = node.part('field') as HTMLTextAreaElement
    beginField(node, (value) => value)
    field.addEventListener('input', () => measure(node))
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || node.props.confirmType === 'return') return
      event.preventDefault()
      node.emit('confirm', { value: field.value })
      if (!node.props.confirmHold) field.blur()
    })
  },
  attached(node) {
    enterField(node)
    measure(node)
  },
  changed(node, names) {
    const field = node.part('field') as HTMLTextAreaElement
    field.enterKeyHint = node.props.confirmType === 'return' ? 'enter' : node.props.confirmType
    mark(node, 'auto-height', node.props.autoHeight)
    updateField(node, names)
    if (node.element.isConnected) measure(node)
  },
}

export const textareaStyle = `
wx-textarea[auto-height]{height:auto!important;min-height:1.4em}
wx-textarea[auto-height]>._w-field{overflow:hidden}
`
