import { describe, expect, test } from 'vitest'
import { openComponent } from '../../src/testing.ts'
import { dir, openApp } from '../helpers/runtime-app.ts'

const open = async () => {
  const screen = await openApp({ start: 'pages/parts/parts', now: () => Date.UTC(2031, 4, 6) })
  screen.logged()
  return screen
}

describe('components', () => {
  test('slots, behaviors and observers make the text', async () => {
    expect((await open()).text()).toContain('头a 标签a 体a 头b 标签b 体b')
  })

  test('relations are linked in order, and unlinked when a child leaves', async () => {
    const screen = await openApp({ start: 'pages/parts/parts' })
    expect(screen.logged().filter((line) => line.startsWith('linked'))).toEqual(['linked fa', 'linked fb'])
    const group = screen.page().selectComponent('#group')
    expect(group.names()).toEqual(['fa', 'fb'])
    screen.page().setData({ list: ['b'] })
    await screen.settle()
    expect(screen.logged()).toContain('unlinked fa')
    expect(group.names()).toEqual(['fb'])
  })

  test.each([
    ['体b', ['chosen {"value":"b","in":[1]}']],
    ['拦住', ['inner ["",{},{}]']],
    ['冒泡', ['inner ["b",{"k":"v"},{"place":"row"}]', 'outer']],
    ['量', ['measured [{"id":"b","dataset":{"k":"v"},"mark":{"place":"row"}},null,1]']],
    ['提交', ['submit {"typed":"填了","own":"自己"}']],
  ])('a tap on %s', async (text, lines) => {
    const screen = await open()
    await screen.tap(text)
    expect(screen.logged()).toEqual(lines)
    expect(screen.problems).toEqual([])
  })

  test('the events of a component arrive as a page would get them', async () => {
    const screen = await openComponent({
      dir,
      component: 'components/field/field',
      wxml: '<field name="n" value="{{value}}" data-row="7" bind:chosen="record" />',
      data: { value: '甲' },
    })
    await screen.tap('标签甲')
    expect(screen.page().events).toMatchObject([
      { type: 'chosen', detail: { value: '甲' }, currentTarget: { dataset: { row: '7' } }, mark: {} },
    ])
    screen.close()
  })
})

describe('WXS', () => {
  test('computes, and names the types as WeChat does', async () => {
    expect((await open()).text()).toContain('两倍4 Array')
  })

  test('hears of changed properties', async () => {
    const screen = await openApp({ start: 'pages/parts/parts' })
    expect(screen.logged()).toContain('changed {"value":2}')
    screen.page().setData({ n: 3 })
    expect(screen.logged()).toContain('changed {"value":3,"old":2}')
  })

  test('handles an event, with a state of its own, and calls the page', async () => {
    const screen = await open()
    await screen.tap('.wxs')
    await screen.tap('.wxs.pressed')
    expect(screen.logged()).toEqual(['wxs {"count":1,"id":"w1"}', 'wxs {"count":2,"id":"w1"}'])
  })
})

describe('data', () => {
  test('the page shows what was set: changing the original afterwards changes nothing', async () => {
    const screen = await open()
    const list = ['x']
    screen.page().setData({ list })
    list.push('y')
    screen.page().setData({ n: 5 })
    expect(screen.text()).toContain('头x')
    expect(screen.text()).not.toContain('头y')
  })

  test('a path sets one place of an array', async () => {
    const screen = await open()
    screen.page().setData({ 'list[1]': 'z' })
    expect(screen.page().data.list).toEqual(['a', 'z'])
    expect(screen.text()).toContain('头z 标签z')
  })

  test('Date in scripts is the stack’s', async () => {
    expect((await open()).text()).toContain('2031-05-06')
  })
})
