import * as glassEasel from 'glass-easel'
import { ancestors, type BuiltinNodeImpl, builtinOf } from './builtin-node.ts'

function shownOn(target: glassEasel.Element): BuiltinNodeImpl[] {
  const found: BuiltinNodeImpl[] = []
  for (const element of ancestors(target)) {
    const node = builtinOf(element)
    const hoverClass = node?.props.hoverClass
    if (node === null || hoverClass === undefined) continue
    if (hoverClass !== 'none' && hoverClass !== '' && node.props.disabled !== true) found.push(node)
    if (node.props.hoverStopPropagation === true) break
  }
  return found
}

/** A tag's own default (`button-hover`) is in the built-in style sheet, which knows no style scopes. */
function toggle(node: BuiltinNodeImpl, on: boolean): void {
  // Tapped away: the page or the tag is gone before the press ends.
  if (!glassEasel.Element.isAttached(node.component)) return
  const name = String(node.props.hoverClass)
  node.toggleClass(name, on)
  if (name === node.definition.properties?.hoverClass?.value) node.element.classList.toggle(name, on)
}

/** Shows the press on every tag around `target` that has a `hover-class`. Returns what ends it. */
export function startHover(target: glassEasel.Element | null): () => void {
  const ends = (target === null ? [] : shownOn(target)).map((node) => {
    const timer = setTimeout(() => toggle(node, true), Number(node.props.hoverStartTime))
    return () => {
      clearTimeout(timer)
      setTimeout(() => toggle(node, false), Number(node.props.hoverStayTime))
    }
  })
  return () => {
    for (const end of ends.splice(0)) end()
  }
}
