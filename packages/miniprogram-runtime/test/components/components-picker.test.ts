import { expect, test } from 'vitest'
import { calendar, written } from '../../client/components/calendar.ts'
import { showPage } from '../helpers/builtins-page.ts'

const ends = (column: number[] | undefined) => [column?.[0], column?.at(-1)]

test.each([
  ['date', [2024, 2, 31], '', '', 3, '2024-02-29', [1, 29]],
  ['date', [2023, 2, 31], '', '', 3, '2023-02-28', [1, 28]],
  ['date', [2024, 1, 1], '2024-03-10', '2025-12-31', 3, '2024-03-10', [10, 31]],
  ['date', [2030, 1, 1], '2024-03-10', '2025-06-05', 3, '2025-01-01', [1, 31]],
  ['date', [2024, 5], '', '', 2, '2024-05', [1, 12]],
  ['date', [2024], '', '', 1, '2024', [1900, 2100]],
  ['time', [8, 5], '', '', 2, '08:05', [0, 59]],
  ['time', [8, 5], '09:30', '18:00', 2, '09:30', [30, 59]],
  ['time', [18, 5], '09:30', '18:00', 2, '18:00', [0, 0]],
] as const)('%s %j within %j–%j in %d columns is %s', (mode, chosen, start, end, columns, value, last) => {
  const result = calendar(mode, chosen, start, end, columns)
  expect(written(mode, result.value)).toBe(value)
  expect(ends(result.choices.at(-1))).toEqual(last)
})

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

async function openPicker(wxml: string, script = '{}') {
  const shown = await showPage(wxml, { script })
  shown.tap('.p')
  await settle()
  const wheels = () => [...shown.mount.querySelectorAll<HTMLElement>('._w-wheel')]
  const chosen = () => wheels().map((wheel) => wheel.querySelector('[aria-selected=true]')?.textContent)
  const press = async (label: string) => {
    const button = [...shown.mount.querySelectorAll('button')].find((one) => one.textContent === label)
    if (button === undefined) throw new Error(`no button ${label}`)
    button.click()
    await settle()
  }
  const choose = (column: number, row: number) => {
    const item = wheels()[column]?.children[row] as HTMLElement | undefined
    item?.click()
  }
  return { ...shown, wheels, chosen, press, choose }
}

test('a selector: what was chosen and confirmed is the change', async () => {
  const { choose, chosen, press, heard } = await openPicker(
    '<picker class="p" range="{{r}}" range-key="name" value="{{1}}" bindchange="hear" bindcancel="hear">x</picker>',
    '{ data: { r: [{ name: "甲" }, { name: "乙" }, { name: "丙" }] } }',
  )
  expect(chosen()).toEqual(['乙'])
  choose(0, 2)
  await press('确定')
  expect(heard()).toEqual([['change', { value: 2 }]])
})

test('a cancelled picker changes nothing', async () => {
  const { choose, press, heard } = await openPicker(
    '<picker class="p" range="{{r}}" bindchange="hear" bindcancel="hear">x</picker>',
    '{ data: { r: ["甲", "乙"] } }',
  )
  choose(0, 1)
  await press('取消')
  expect(heard()).toEqual([['cancel', {}]])
})

test('a column that changes lets the page change the others', async () => {
  const { choose, chosen, press, heard } = await openPicker(
    '<picker class="p" mode="multiSelector" range="{{r}}" bindcolumnchange="next" bindchange="hear">x</picker>',
    '{ data: { r: [["粤", "京"], ["广州", "深圳"]] }, next(e) { if (e.detail.column === 0) this.setData({ r: [["粤", "京"], ["东城"]] }) } }',
  )
  choose(1, 1)
  choose(0, 1)
  expect(chosen()).toEqual(['京', '东城'])
  await press('确定')
  expect(heard()).toEqual([['change', { value: [1, 0] }]])
})

test('a date begins today and follows its limits', async () => {
  const { choose, chosen, press, heard } = await openPicker(
    '<picker class="p" mode="date" start="2024-01-01" end="2024-12-31" bindchange="hear">x</picker>',
  )
  expect(chosen()).toEqual(['2024年', '02月', '09日'])
  choose(1, 3)
  await press('确定')
  expect(heard()).toEqual([['change', { value: '2024-04-09' }]])
})

test('a region is not there and says so', async () => {
  const { heard, reports } = await openPicker('<picker class="p" mode="region" bindcancel="hear">x</picker>')
  expect(heard()).toEqual([['cancel', {}]])
  expect(reports).toEqual(['error [miniprogram-browser] pages/a/a: <picker mode="region"> is not supported'])
})

test('a picker-view tells where its columns came to rest', async () => {
  const { find, page, heard } = await showPage(
    '<picker-view class="v" value="{{[1]}}" bindchange="hear"><picker-view-column class="c"><view>a</view><view>b</view><view>c</view></picker-view-column></picker-view>',
  )
  const column = find('.c')
  expect(column.scrollTop).toBe(34)
  column.scrollTop = 68
  const { Event } = page.defaultView as Window & typeof globalThis
  column.dispatchEvent(new Event('scroll'))
  await expect.poll(heard).toEqual([['change', { value: [2] }]])
})
