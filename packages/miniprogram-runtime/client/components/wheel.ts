const ROW_PX = 44
const SETTLE_MS = 120

/** One column of a picker: it scrolls, and every row can be clicked or reached with the arrow keys. */
export interface Wheel {
  readonly element: HTMLElement
  set(labels: readonly string[], index: number): void
}

export const wheelStyle = `
._w-wheels{position:relative;display:flex;height:${ROW_PX * 5}px;padding:0 16px;background:#fff}
._w-wheels::before{content:"";position:absolute;left:16px;right:16px;top:${ROW_PX * 2}px;height:${ROW_PX}px;border-radius:8px;background:#f5f6f7}
._w-wheel{position:relative;flex:1;min-width:0;overflow-y:auto;scroll-snap-type:y mandatory;scrollbar-width:none;padding:${ROW_PX * 2}px 0;box-sizing:border-box;text-align:center}
._w-wheel:focus-visible{outline:2px solid #576b95;outline-offset:-2px}
._w-row{height:${ROW_PX}px;line-height:${ROW_PX}px;scroll-snap-align:center;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:17px;color:#999}
._w-row[aria-selected=true]{color:#000}
`

/** Makes a column. `chosen` is told the row on which it comes to rest. */
export function makeWheel(document: Document, label: string, chosen: (index: number) => void): Wheel {
  const element = document.createElement('div')
  element.className = '_w-wheel'
  element.tabIndex = 0
  element.role = 'listbox'
  element.ariaLabel = label
  let index = 0
  let settle: ReturnType<typeof setTimeout> | undefined
  const mark = (): void => {
    for (const [at, row] of [...element.children].entries()) row.setAttribute('aria-selected', String(at === index))
  }
  const choose = (wanted: number): void => {
    const next = Math.max(0, Math.min(wanted, element.children.length - 1))
    if (next === index) return
    index = next
    mark()
    chosen(index)
  }
  const go = (wanted: number): void => {
    choose(wanted)
    element.scrollTop = index * ROW_PX
  }
  element.addEventListener('scroll', () => {
    clearTimeout(settle)
    settle = setTimeout(() => choose(Math.round(element.scrollTop / ROW_PX)), SETTLE_MS)
  })
  element.addEventListener('click', (event) => {
    const row = [...element.children].indexOf(event.target as Element)
    if (row >= 0) go(row)
  })
  element.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    go(index + by)
  })
  const set = (labels: readonly string[], wanted: number): void => {
    index = Math.max(0, Math.min(wanted, labels.length - 1))
    const rows = labels.map((text) => {
      const row = document.createElement('div')
      row.className = '_w-row'
      row.role = 'option'
      row.textContent = text
      return row
    })
    element.replaceChildren(...rows)
    mark()
    element.scrollTop = index * ROW_PX
  }
  return { element, set }
}
