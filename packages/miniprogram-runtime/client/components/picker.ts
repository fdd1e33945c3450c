import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { type CalendarMode, COLUMNS, calendar, numbers, written } from './calendar.ts'
import { anything, flag, list, reachable, text, unsupported } from './component-helpers.ts'
import { makeWheel, type Wheel, wheelStyle } from './wheel.ts'

/** Open picker: labels by column, the row chosen in each, and the value that they stand for. */
interface Sheet {
  labels: string[][]
  rows: number[]
  value: unknown
}

const labelOf = (item: unknown, key: string): string =>
  String(key === '' ? item : ((item as Record<string, unknown> | null)?.[key] ?? ''))

/** A row of each column, within the column. */
const within = (rows: readonly unknown[], labels: string[][]): number[] =>
  labels.map((column, at) => Math.max(0, Math.min(Number(rows[at] ?? 0) || 0, column.length - 1)))

function listSheet(
  columns: unknown[][],
  rows: readonly unknown[],
  key: string,
): { labels: string[][]; rows: number[] } {
  const labels = columns.map((column) => column.map((item) => labelOf(item, key)))
  return { labels, rows: within(rows, labels) }
}

const UNITS = { date: ['年', '月', '日'], time: ['时', '分'] }

function calendarSheet(node: BuiltinNode, mode: CalendarMode, chosen: readonly number[]): Sheet {
  const { start, end, fields } = node.props
  const columns = mode === 'time' ? 2 : (COLUMNS[fields as keyof typeof COLUMNS] ?? COLUMNS.day)
  const { choices, value } = calendar(mode, chosen, start, end, columns)
  const labels = choices.map((column, at) => column.map((part) => `${String(part).padStart(2, '0')}${UNITS[mode][at]}`))
  const rows = choices.map((column, at) => column.indexOf(value[at] ?? 0))
  return { labels, rows, value: written(mode, value) }
}

/** Returns the view of the page's value when the picker opens, or after `rows` were chosen. */
function sheetOf(node: BuiltinNode, before?: Sheet): Sheet {
  const { mode, range, rangeKey, value } = node.props
  if (mode === 'selector') {
    const sheet = listSheet([range], before?.rows ?? [value], rangeKey)
    return { ...sheet, value: sheet.rows[0] }
  }
  if (mode === 'multiSelector') {
    const sheet = listSheet(range, before?.rows ?? value ?? [], rangeKey)
    return { ...sheet, value: sheet.rows }
  }
  const chosen = before?.rows.map((row, at) => Number.parseInt(before.labels[at]?.[row] ?? '', 10))
  return calendarSheet(node, mode, chosen ?? numbers(String(value || today(node, mode))))
}

function today(node: BuiltinNode, mode: CalendarMode): string {
  const now = new Date(node.engine.host.now())
  return mode === 'time'
    ? written('time', [now.getHours(), now.getMinutes()])
    : written('date', [now.getFullYear(), now.getMonth() + 1, now.getDate()])
}

function button(panel: HTMLElement, label: string, color: string, press: () => void): HTMLElement {
  const made = panel.ownerDocument.createElement('button')
  made.type = 'button'
  made.textContent = label
  made.style.cssText = `border:0;background:none;padding:12px 16px;font:inherit;font-size:17px;color:${color}`
  made.addEventListener('click', press)
  return made
}

/** Fills the panel that slides up: a header with both buttons, and a wheel for each column. */
function fill(node: BuiltinNode, panel: HTMLElement, close: (value?: unknown) => void): void {
  const { ownerDocument } = panel
  let sheet = sheetOf(node)
  let wheels: Wheel[] = []
  const style = ownerDocument.createElement('style')
  style.textContent = wheelStyle
  const head = ownerDocument.createElement('div')
  head.style.cssText = 'display:flex;align-items:center;justify-content:space-between;background:#fff'
  const title = ownerDocument.createElement('span')
  title.textContent = node.props.headerText
  head.append(
    button(panel, '取消', '#888', () => close()),
    title,
    button(panel, '确定', '#07c160', () => close(sheet.value)),
  )
  const body = ownerDocument.createElement('div')
  body.className = '_w-wheels'
  const show = (): void => {
    sheet.labels.forEach((labels, at) => {
      wheels[at]?.set(labels, sheet.rows[at] ?? 0)
    })
  }
  const chosen = (column: number, row: number): void => {
    sheet = sheetOf(node, { ...sheet, rows: sheet.rows.with(column, row) })
    if (node.props.mode === 'multiSelector') node.emit('columnchange', { column, value: row })
    else show()
  }
  wheels = sheet.labels.map((_, at) => makeWheel(ownerDocument, `第 ${at + 1} 列`, (row) => chosen(at, row)))
  body.append(...wheels.map((wheel) => wheel.element))
  panel.append(style, head, body)
  show()
  // A page may change the other columns while it is open.
  node.state.refresh = (fromPage: boolean) => {
    sheet = sheetOf(node, fromPage ? undefined : sheet)
    show()
  }
}

async function open(node: BuiltinNode): Promise<void> {
  const { disabled, mode } = node.props
  if (disabled) return
  if (!['selector', 'multiSelector', 'date', 'time'].includes(mode)) {
    unsupported(node, `<picker mode="${mode}">`)
    node.emit('cancel')
    return
  }
  const value = await node.engine.overlays.showPopup<unknown>((panel, close) => fill(node, panel, close), '选择')
  node.state.refresh = undefined
  if (value === undefined) {
    node.emit('cancel')
    return
  }
  node.set('value', value)
  node.emit('change', { value })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/picker.html */
export const picker: BuiltinDefinition = {
  properties: {
    name: text(),
    headerText: text(),
    mode: text('selector'),
    disabled: flag(),
    range: list(),
    rangeKey: text(),
    value: anything(),
    start: text(),
    end: text(),
    fields: text('day'),
  },
  created(node) {
    node.state.activate = () => void open(node)
    node.state.value = () => node.props.value
    node.state.reset = () => node.set('value', { selector: 0, multiSelector: [] }[node.props.mode as 'selector'] ?? '')
    node.on('tap', () => void open(node))
  },
  changed(node, names) {
    reachable(node, 'button', node.props.disabled)
    if (names.has('range') || names.has('value')) node.state.refresh?.(names.has('value'))
  },
}

export const pickerStyle = 'wx-picker{display:block}'
