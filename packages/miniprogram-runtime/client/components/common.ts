import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import type { AnimationData } from '../wx/animation.ts'
import { anything, flag, mark, remember, text } from './component-helpers.ts'

/** CSS functions take units that `wx.createAnimation` leaves out. */
const unitOf = (type: string): string => {
  if (type.startsWith('translate')) return 'px'
  return /^(rotate|skew)/.test(type) ? 'deg' : ''
}

const argument = (type: string, given: unknown, at: number): string => {
  // rotate3d begins with an axis, which has no unit.
  const unit = type === 'rotate3d' && at < 3 ? '' : unitOf(type)
  return typeof given === 'number' ? `${given}${unit}` : String(given)
}

/** One group of an exported animation as CSS properties. */
export function animationStyle({ animates, option }: AnimationData['actions'][number]): Record<string, string> {
  const { duration, timingFunction, delay } = option.transition
  const style: Record<string, string> = {
    transition: `all ${duration}ms ${timingFunction} ${delay}ms`,
    'transform-origin': option.transformOrigin,
  }
  const transforms: string[] = []
  for (const { type, args } of animates) {
    if (type === 'style') style[String(args[0])] = String(args[1])
    else transforms.push(`${type}(${args.map((given, at) => argument(type, given, at)).join(',')})`)
  }
  if (transforms.length > 0) style.transform = transforms.join(' ')
  return style
}

/** Runs the groups one after the other. */
function animate(node: BuiltinNode): void {
  const { actions = [] } = (node.props.animation ?? {}) as Partial<AnimationData>
  clearTimeout(node.state.animating)
  const next = (at: number): void => {
    const action = actions[at]
    if (action === undefined) return
    for (const [name, value] of Object.entries(animationStyle(action))) node.element.style.setProperty(name, value)
    const { duration, delay } = action.option.transition
    node.state.animating = setTimeout(() => next(at + 1), duration + delay)
  }
  next(0)
}

/** Properties of every tag: `hidden`, `animation` and `role`. */
export function withCommon(definition: BuiltinDefinition): BuiltinDefinition {
  return {
    ...definition,
    properties: { hidden: flag(), animation: anything(), role: text(), ...definition.properties },
    created(node) {
      remember(node)
      node.onDetach(() => clearTimeout(node.state.animating))
      definition.created?.(node)
    },
    changed(node, names) {
      if (names.has('hidden')) mark(node, 'hidden', node.props.hidden)
      if (names.has('role') && node.props.role) node.speaker.setAttribute('role', node.props.role)
      if (names.has('animation')) animate(node)
      definition.changed?.(node, names)
    },
  }
}
