import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, flag, text } from './component-helpers.ts'
import { beginField, enterField, fieldProperties, updateField } from './text-field.ts'

/** The keyboard of each `type`: its `inputmode` and what it can type. */
const KEYBOARDS: Record<string, { mode: string; drop?: RegExp }> = {
  text: { mode: 'text' },
  number: { mode: 'numeric', drop: /\D/g },
  digit: { mode: 'decimal', drop: /[^\d.]/g },
  idcard: { mode: 'text', drop: /[^\dXx]/g },
}

const phoneOnly = accepted(
  'safePasswordCertPath safePasswordLength safePasswordTimeStamp safePasswordNonce safePasswordSalt safePasswordCustomHash',
)

const allowed = (node: BuiltinNode, value: string): string => {
  const drop = KEYBOARDS[node.props.type]?.drop
  return drop === undefined ? value : value.replace(drop, '')
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/input.html */
export const input: BuiltinDefinition = {
  speaker: 'field',
  properties: { ...fieldProperties, type: text('text'), password: flag(), confirmType: text('done'), ...phoneOnly },
  template: [
    { html: 'div', class: '_w-placeholder', part: 'placeholder' },
    { html: 'input', class: '_w-field', part: 'field' },
  ],
  created(node) {
    const field = node.part('field') as HTMLInputElement
    field.autocomplete = 'off'
    beginField(node, (value) => allowed(node, value))
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return
      node.emit('confirm', { value: field.value })
      if (!node.props.confirmHold) field.blur()
    })
  },
  attached: enterField,
  changed(node, names) {
    const field = node.part('field') as HTMLInputElement
    field.type = node.props.password ? 'password' : 'text'
    field.inputMode = KEYBOARDS[node.props.type]?.mode ?? 'text'
    field.enterKeyHint = node.props.confirmType
    updateField(node, names)
  },
}
