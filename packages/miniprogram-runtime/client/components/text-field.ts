import type { BuiltinNode } from '../api/builtin.ts'
import { writeAria } from '../dom/accessibility.ts'
import { accepted, amount, anything, flag, mark, pageStyle, text } from './component-helpers.ts'

/** Common part of `<input>` and `<textarea>`. */
export const fieldProperties = {
  name: text(),
  value: anything(''),
  placeholder: text(),
  placeholderStyle: text(),
  placeholderClass: text('input-placeholder'),
  ariaLabel: text(),
  disabled: flag(),
  maxlength: amount(140),
  focus: flag(),
  autoFocus: flag(),
  confirmHold: flag(),
  cursor: amount(-1),
  selectionStart: amount(-1),
  selectionEnd: amount(-1),
  ...accepted('cursorSpacing cursorColor adjustPosition holdKeyboard alwaysEmbed placeholderAlign'),
}

type Field = HTMLInputElement | HTMLTextAreaElement

const fieldOf = (node: BuiltinNode): Field => node.part('field') as Field

/** The first `maxlength` characters; an emoji is one, and a negative limit is none. */
export const cut = (value: string, maxlength: number): string =>
  maxlength < 0 || value.length <= maxlength ? value : [...value].slice(0, maxlength).join('')

function showPlaceholder(node: BuiltinNode): void {
  const hint = node.part('placeholder')
  const { placeholder, placeholderStyle, placeholderClass, ariaLabel } = node.props
  hint.textContent = placeholder
  writeAria(fieldOf(node), 'ariaLabel', ariaLabel || placeholder)
  hint.hidden = fieldOf(node).value !== ''
  hint.style.cssText = pageStyle(placeholderStyle)
  hint.className = `_w-placeholder ${node.scopedClass(placeholderClass)}`
}

function typed(node: BuiltinNode, allowed: (text: string) => string): void {
  const field = fieldOf(node)
  const value = cut(allowed(field.value), node.props.maxlength)
  const cursor = field.selectionStart ?? value.length
  if (value !== field.value) field.value = value
  showPlaceholder(node)
  if (value === node.props.value) return
  node.set('value', value)
  node.emit('input', { value, cursor: Math.min(cursor, value.length), keyCode: node.state.keyCode ?? 0 })
}

function listen(node: BuiltinNode, allowed: (text: string) => string): void {
  const field = fieldOf(node)
  const value = () => ({ value: field.value })
  const on = (type: string, listener: (event: Event) => void) =>
    field.addEventListener(type, (event) => {
      // The page gets the tag's own event of this name, not the browser's.
      event.stopPropagation()
      listener(event)
    })
  on('keydown', (event) => {
    node.state.keyCode = (event as KeyboardEvent).keyCode
  })
  on('input', (event) => {
    // Half-typed pinyin is not text yet.
    if (!(event as InputEvent).isComposing) typed(node, allowed)
  })
  on('compositionend', () => typed(node, allowed))
  on('change', () => node.emit('change', value()))
  on('focus', () => node.emit('focus', { ...value(), height: 0 }))
  on('blur', () => {
    node.set('focus', false)
    node.emit('blur', { ...value(), cursor: field.selectionEnd ?? 0 })
  })
}

function takeFocus(node: BuiltinNode): void {
  const field = fieldOf(node)
  const { selectionStart, selectionEnd, cursor } = node.props
  field.focus()
  if (selectionStart >= 0 && selectionEnd >= 0) field.setSelectionRange(selectionStart, selectionEnd)
  else if (cursor >= 0) field.setSelectionRange(cursor, cursor)
}

/** Starts a field: events, and what forms, labels and `focus` need. `allowed` drops what this keyboard does not have. */
export function beginField(node: BuiltinNode, allowed: (text: string) => string): void {
  listen(node, allowed)
  node.state.activate = () => takeFocus(node)
  node.state.value = () => fieldOf(node).value
  node.state.reset = () => {
    fieldOf(node).value = ''
    node.set('value', '')
    showPlaceholder(node)
  }
}

/** The tag is on the page: `focus` and `auto-focus` take effect. */
export function enterField(node: BuiltinNode): void {
  if (node.props.focus || node.props.autoFocus) takeFocus(node)
}

/** Brings the field in step with the properties. */
export function updateField(node: BuiltinNode, names: ReadonlySet<string>): void {
  const field = fieldOf(node)
  const { value, maxlength, disabled, focus } = node.props
  if (names.has('value') || names.has('maxlength')) {
    const next = cut(String(value ?? ''), maxlength)
    if (next !== field.value) field.value = next
  }
  field.disabled = disabled
  mark(node, 'disabled', disabled)
  showPlaceholder(node)
  if (!names.has('focus') || !node.element.isConnected) return
  if (focus) takeFocus(node)
  else field.blur()
}

export const fieldStyle = `
wx-input,wx-textarea{position:relative;display:block;cursor:text;text-align:left;text-align:start}
wx-input{height:1.4em;min-height:1.4em;overflow:hidden}
wx-textarea{width:300px;height:150px}
._w-field{display:block;width:100%;height:100%;min-height:inherit;margin:0;padding:0;border:0;outline:0;background:none;box-sizing:border-box;font:inherit;letter-spacing:inherit;color:inherit;text-align:inherit;resize:none;-webkit-appearance:none;appearance:none;user-select:text;-webkit-user-select:text}
._w-field:disabled{opacity:1;-webkit-text-fill-color:currentColor}
._w-placeholder{position:absolute;inset:0;display:grid;align-items:center;box-sizing:border-box;padding:inherit;white-space:pre;overflow:hidden;pointer-events:none;color:#808080}
wx-textarea>._w-placeholder{align-items:start;white-space:pre-wrap}
._w-placeholder[hidden]{display:none}
`
