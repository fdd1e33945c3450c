import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { flag, nodeWithId, text } from './component-helpers.ts'

/** Tags that put a value into a form; each keeps `value()` and `reset()` in its state. */
const FIELDS = [
  'input',
  'textarea',
  'switch',
  'slider',
  'checkbox-group',
  'radio-group',
  'picker',
  'picker-view',
] as const

/** Tags that a label hands its tap to; each keeps `activate()` in its state. */
const LABELLED = ['checkbox', 'radio', 'switch', 'button', 'input', 'textarea', 'picker'] as const

const within = (node: BuiltinNode, tags: readonly string[]): BuiltinNode[] => tags.flatMap((tag) => node.inside(tag))

const named = (node: BuiltinNode): BuiltinNode[] => within(node, FIELDS).filter((field) => field.props.name)

/** Custom components of the behaviour `wx://form-field` inside a form. */
const customFields = (node: BuiltinNode): { name: string; value: unknown }[] =>
  node.formFields().filter((field) => field.name)

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/form.html */
export const form: BuiltinDefinition = {
  properties: { reportSubmit: flag(), reportSubmitTimeout: { type: Number, value: 0 } },
  created(node) {
    node.state.submit = (pressed: BuiltinNode) => {
      const value = Object.fromEntries([
        ...named(node).map((field) => [field.props.name, field.state.value()]),
        ...customFields(node).map((field) => [field.name, field.value]),
      ])
      node.emit('submit', { value, target: { id: pressed.id, dataset: pressed.dataset } })
    }
    node.state.reset = () => {
      for (const field of within(node, FIELDS)) field.state.reset()
      node.emit('reset', { target: { id: node.id, dataset: node.dataset } })
    }
  },
}

/** The control that a label speaks for: the one whose id it names, else the first inside. */
function control(node: BuiltinNode): BuiltinNode | undefined {
  const { for: id } = node.props
  return id ? nodeWithId(node.page.document, id) : within(node, LABELLED)[0]
}

const inControl = (target: BuiltinNode | null): boolean =>
  target !== null && LABELLED.some((tag) => target.tag === tag || target.closest(tag) !== null)

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/label.html */
export const label: BuiltinDefinition = {
  properties: { for: text() },
  created(node) {
    node.on('tap', (event) => {
      // A control inside that was tapped itself has acted already.
      if (!inControl(event.target)) control(node)?.state.activate?.()
    })
    // The control is what the keyboard reaches, not its label.
    for (const name of ['tabindex', 'role']) node.element.removeAttribute(name)
  },
}

export const formStyle = 'wx-form{display:block}wx-label{display:inline}'
