import { expect, test } from 'vitest'
import { cut } from '../../client/components/text-field.ts'
import { showPage, type } from '../helpers/builtins-page.ts'

test.each([
  ['abc', 2, 'ab'],
  ['😀😀😀', 2, '😀😀'],
  ['订单备注', 4, '订单备注'],
  ['abc', -1, 'abc'],
  ['abc', 0, ''],
])('%j cut to %d characters is %j', (value, limit, expected) => {
  expect(cut(value, limit)).toBe(expected)
})

test.each([
  ['text', '订单 1a', '订单 1a'],
  ['number', '1a2.3', '123'],
  ['digit', '1a2.3', '12.3'],
  ['idcard', '11x-y', '11x'],
])('an input of type %s takes %j as %j', async (kind, typed, value) => {
  const { find, heard } = await showPage(`<input class="i" type="${kind}" bindinput="hear"/>`)
  type(find('.i input'), typed)
  expect((find('.i input') as HTMLInputElement).value).toBe(value)
  expect(heard()).toEqual([['input', { value, cursor: value.length, keyCode: 0 }]])
})

test('maxlength, 140 unless said otherwise, cuts what is typed', async () => {
  const { find, logic } = await showPage('<input class="i" model:value="{{v}}" maxlength="3"/><input class="j"/>', {
    script: '{ data: { v: "" } }',
  })
  type(find('.i input'), '12345')
  expect(logic.data.v).toBe('123')
  type(find('.j input'), 'x'.repeat(200))
  expect((find('.j input') as HTMLInputElement).value).toHaveLength(140)
})

test('the page sets the value, and gets focus, blur and confirm', async () => {
  const { find, logic, heard, page } = await showPage(
    '<input class="i" value="{{v}}" bindfocus="hear" bindblur="hear" bindconfirm="hear"/>',
    { script: '{ data: { v: "a" } }' },
  )
  const field = find('.i input') as HTMLInputElement
  expect(field.value).toBe('a')
  logic.setData({ v: 'b' })
  expect(field.value).toBe('b')
  field.focus()
  const { KeyboardEvent } = page.defaultView as Window & typeof globalThis
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  expect(heard()).toEqual([
    ['focus', { value: 'b', height: 0 }],
    ['confirm', { value: 'b' }],
    ['blur', { value: 'b', cursor: 1 }],
  ])
})

test('the placeholder is there until something is typed, in the page’s own class', async () => {
  const { find } = await showPage(
    '<input class="i" placeholder="备注" placeholder-class="hint" placeholder-style="font-size:30rpx"/>',
  )
  const hint = find('.i ._w-placeholder')
  expect([hint.textContent, hint.hidden, hint.classList.contains('hint'), hint.style.fontSize]).toEqual([
    '备注',
    false,
    true,
    '4vw',
  ])
  type(find('.i input'), '快')
  expect(hint.hidden).toBe(true)
})

test('the placeholder fills the tag as the text does: within its padding, and aligned alike', async () => {
  const { page, find } = await showPage('<input class="i" placeholder="订单号"/>', {
    files: { 'pages/a/a.wxss': '.i { padding: 4px 6px 4px 10px; text-align: right }' },
  })
  const hint = page.defaultView?.getComputedStyle(find('.i ._w-placeholder'))
  expect([hint?.position, hint?.padding, hint?.boxSizing]).toEqual(['absolute', 'inherit', 'border-box'])
  expect(hint?.display, 'a flex box would take no part in text-align').toBe('grid')
})

test.each(['input', 'textarea'])(
  'role and name of an %s stand on its field alone, and follow the page',
  async (tag) => {
    const wxml = `<${tag} class="i" role="searchbox" aria-label="{{name}}" aria-required="{{true}}" placeholder="订单号"/>`
    const { find, logic } = await showPage(wxml, { script: '{ data: { name: "查找订单" } }' })
    const said = (selector: string) =>
      ['role', 'aria-label', 'aria-required'].map((name) => find(selector).getAttribute(name))
    expect([said('.i'), said(`.i ${tag}`)]).toEqual([
      [null, null, null],
      ['searchbox', '查找订单', 'true'],
    ])
    logic.setData({ name: '' })
    expect([said('.i'), said(`.i ${tag}`)]).toEqual([
      [null, null, null],
      ['searchbox', '订单号', 'true'],
    ])
  },
)

test('a slider is named where it is moved', async () => {
  const { find } = await showPage('<slider class="s" aria-label="音量"/>')
  expect([find('.s').getAttribute('aria-label'), find('.s input').getAttribute('aria-label')]).toEqual([null, '音量'])
})

test('focus puts the cursor into a field', async () => {
  const { page, logic, find } = await showPage('<input class="i" focus="{{f}}"/>', { script: '{ data: { f: false } }' })
  logic.setData({ f: true })
  expect(page.activeElement).toBe(find('.i input'))
  logic.setData({ f: false })
  expect(page.activeElement).not.toBe(find('.i input'))
})

test('a textarea types and keeps its lines', async () => {
  const { find, heard } = await showPage('<textarea class="t" maxlength="-1" auto-height bindinput="hear"/>')
  type(find('.t textarea'), '一\n二')
  expect(heard()[0]).toEqual(['input', { value: '一\n二', cursor: 3, keyCode: 0 }])
})

test('checkboxes: the group tells every checked value', async () => {
  const { tap, heard, find } = await showPage(
    '<checkbox-group bindchange="hear"><label class="l"><checkbox class="a" value="a" checked/>甲</label>' +
      '<checkbox class="b" value="b"/><checkbox class="c" value="c" disabled/></checkbox-group>',
  )
  tap('.b')
  tap('.l')
  tap('.c')
  expect(heard()).toEqual([
    ['change', { value: ['a', 'b'] }],
    ['change', { value: ['b'] }],
  ])
  expect(find('.a').getAttribute('aria-checked')).toBe('false')
})

test('tapping a checkbox inside its label changes it once', async () => {
  const { tap, heard } = await showPage(
    '<checkbox-group bindchange="hear"><label><checkbox class="a" value="a"><text class="t">甲</text></checkbox></label></checkbox-group>',
  )
  tap('.a')
  tap('.t')
  expect(heard()).toEqual([
    ['change', { value: ['a'] }],
    ['change', { value: [] }],
  ])
})

test('radios: one at a time; a label elsewhere speaks for one by its id', async () => {
  const { tap, heard, find } = await showPage(
    '<radio-group bindchange="hear"><radio class="a" value="a" checked/><radio id="rb" class="b" value="b"/></radio-group>' +
      '<label class="l" for="rb">乙</label>',
  )
  tap('.l')
  tap('.b')
  expect(heard()).toEqual([['change', { value: 'b' }]])
  expect([find('.a').getAttribute('aria-checked'), find('.b').getAttribute('aria-checked')]).toEqual(['false', 'true'])
})

test('switch and slider', async () => {
  const { tap, heard, find, page } = await showPage(
    '<switch class="s" bindchange="hear"/><slider class="r" min="0" max="10" step="5" bindchange="hear"/>',
  )
  tap('.s')
  const bar = find('.r input') as HTMLInputElement
  bar.value = '5'
  const { Event } = page.defaultView as Window & typeof globalThis
  bar.dispatchEvent(new Event('change', { bubbles: true }))
  expect(heard()).toEqual([
    ['change', { value: true }],
    ['change', { value: 5 }],
  ])
})

test('a form gathers its fields by name, and empties them', async () => {
  const { tap, find, logic } = await showPage(
    `<form bindsubmit="submit" bindreset="hear">
       <input class="i" name="remark"/><textarea name="more" value="x"/><switch name="on" checked/>
       <radio-group name="pay"><radio value="wx" checked/></radio-group>
       <checkbox-group name="tags"><checkbox value="t" checked/></checkbox-group>
       <input value="without a name"/>
       <button class="ok" form-type="submit">交</button><button class="no" form-type="reset">清</button>
     </form>`,
    { script: '{ submit(e) { this.heard.push(e.detail.value) } }' },
  )
  type(find('.i input'), '快点')
  tap('.ok')
  tap('.no')
  tap('.ok')
  const heard = logic.heard as unknown[]
  expect(heard[0]).toEqual({ remark: '快点', more: 'x', on: true, pay: 'wx', tags: ['t'] })
  expect(heard[2]).toEqual({ remark: '', more: '', on: false, pay: '', tags: [] })
})

test('a custom component of wx://form-field takes part in its form', async () => {
  const { tap, logic } = await showPage(
    '<form bindsubmit="submit"><custom name="size"/><button class="ok" form-type="submit">交</button></form>',
    {
      script: '{ submit(e) { this.heard.push(e.detail.value) } }',
      components: {
        custom: 'Component({ behaviors: ["wx://form-field"], attached() { this.setData({ value: "L" }) } })',
      },
    },
  )
  tap('.ok')
  expect(logic.heard).toEqual([{ size: 'L' }])
})
