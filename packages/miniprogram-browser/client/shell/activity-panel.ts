import type { ActivityEntry } from '../../src/serve/activity-entry.ts'
import { element } from '../dom/element.ts'
import { type ActivityRow, describeEntry, KIND_LABELS } from './activity-row.ts'
import { timeOfDay } from './stack-time.ts'

/** The order's way beside the phone. */
export interface ActivityPanel {
  root: HTMLElement
  add(entries: ActivityEntry[]): void
  /** Says in the panel that nothing new can be learned, or that all is well again with ''. */
  setTrouble(text: string): void
}

const SHOWN_ENTRIES = 500
const NEAR_END_PX = 40

/** Builds the panel; `nameOf` knows the users by openid. */
export function buildActivityPanel(nameOf: (openid: string) => string): ActivityPanel {
  const list = element('ol', { class: 'activity-list' })
  const trouble = element('p', { class: 'activity-trouble', role: 'alert' })
  const empty = element('p', { class: 'activity-empty', text: '在手机里下单、付款，每一步都会出现在这里。' })
  const filter = buildFilter((kind) => {
    list.dataset.kind = kind
    toEnd()
  })
  const clear = element('button', {
    type: 'button',
    text: '清空',
    onclick: () => {
      list.replaceChildren()
      empty.hidden = false
    },
  })
  const scroller = element(
    'div',
    { class: 'activity-scroller', tabindex: '0', role: 'log', 'aria-live': 'off', 'aria-label': '订单轨迹' },
    [empty, list],
  )
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight
  }
  return {
    root: element('section', { class: 'activity', 'aria-label': '订单轨迹 Activity of the order' }, [
      element('header', {}, [element('h2', { text: '订单轨迹' }), filter, clear]),
      trouble,
      scroller,
    ]),
    add(entries) {
      if (entries.length === 0) return
      const wasAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX
      for (const entry of entries) insertInTime(list, buildEntry(describeEntry(entry, nameOf)))
      while (list.children.length > SHOWN_ENTRIES) list.firstElementChild?.remove()
      empty.hidden = true
      if (wasAtEnd) toEnd()
    },
    setTrouble(text) {
      trouble.textContent = text
    },
  }
}

function buildFilter(choose: (kind: string) => void): HTMLElement {
  const kinds = [['all', '全部'], ...Object.entries(KIND_LABELS)] as [string, string][]
  const chips = kinds.map(([kind, label]) =>
    element('label', {}, [
      element('input', {
        type: 'radio',
        name: 'kind',
        value: kind,
        checked: kind === 'all',
        onchange: () => choose(kind),
      }),
      element('span', { text: label }),
    ]),
  )
  return element('div', { class: 'chips', role: 'radiogroup', 'aria-label': '筛选 Filter' }, chips)
}

function buildEntry({ kind, at, from, to, text, result, bad, details }: ActivityRow): HTMLLIElement {
  const summary = element('summary', {}, [
    element('time', { text: timeOfDay(at) }),
    element('span', { class: 'kind', text: KIND_LABELS[kind] }),
    element('span', { class: 'route', text: `${from} → ${to}` }),
    element('span', { class: 'what', text }),
    element('span', { class: bad ? 'result bad' : 'result', text: result, title: result }),
  ])
  const unfolded = details.flatMap(({ title, text: body }) => [
    element('h3', { text: title }),
    element('pre', { text: body }),
  ])
  const entry = element('li', { 'data-kind': kind, 'data-at': String(at) }, [
    element('details', {}, [summary, ...unfolded]),
  ])
  return entry
}

/** News may overtake each other (a call is told when it ends): the list stays in the order of time. */
function insertInTime(list: HTMLElement, entry: HTMLElement): void {
  let before: Element | null = list.lastElementChild
  while (before instanceof HTMLElement && Number(before.dataset.at) > Number(entry.dataset.at))
    before = before.previousElementSibling
  if (before === null) list.prepend(entry)
  else before.after(entry)
}
