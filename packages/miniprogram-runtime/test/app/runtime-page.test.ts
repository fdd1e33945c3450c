import { afterEach, expect, test, vi } from 'vitest'
import { showPage } from '../helpers/builtins-page.ts'

afterEach(() => {
  vi.useRealTimers()
})

const tabBar = {
  color: '#000000',
  selectedColor: '#07c160',
  backgroundColor: '#ffffff',
  list: [
    { pagePath: 'pages/a/a', text: '甲', iconPath: 'tab/a.png', selectedIconPath: 'tab/a-on.png' },
    { pagePath: 'pages/b/b', text: '乙', iconPath: 'tab/b.png' },
  ],
}

test('icons of tabs are files of the app, wherever the page is', async () => {
  const { mount, logic } = await showPage('<view/>', {
    app: { tabBar },
    files: { 'tab/a.png': '', 'tab/a-on.png': '', 'tab/b.png': '' },
    script: '{ change(item) { return wx.setTabBarItem(item) } }',
  })
  const icons = () => [...mount.querySelectorAll<HTMLImageElement>('._m-tab-icon')].map(({ src }) => src)
  expect(icons()).toEqual(['http://phone/tab/a-on.png', 'http://phone/tab/b.png'])
  await logic.change({ index: 1, iconPath: '/tab/c.png' })
  expect(icons()[1]).toBe('http://phone/tab/c.png')
})

test('rpx in a style attribute, static or bound, is of the page’s width', async () => {
  const wxml = '<view class="s" style="font-size: 40rpx"/><view class="b" style="width: {{w}}rpx; height: 2px"/>'
  const { find, logic } = await showPage(wxml, { script: '{ data: { w: 75 } }' })
  expect(find('.s').getAttribute('style')).toBe('font-size: 5.33333vw')
  expect(find('.b').getAttribute('style')).toBe('width: 10vw; height: 2px')
  logic.setData({ w: 750 })
  expect(find('.b').getAttribute('style')).toBe('width: 100vw; height: 2px')
})

test('data that comes when the page is left is taken without a word', async () => {
  const wxml = `<progress percent="{{n}}" aria-label="{{n}}"/><input value="{{n}}"/><textarea value="{{n}}"/><image src="{{n}}"/>
    <switch checked="{{n > 1}}"/><button loading="{{n > 1}}">x</button>`
  const { logic, running, reports } = await showPage(wxml, {
    script: '{ data: { n: 1 }, leave() { return wx.redirectTo({ url: "/pages/b/b" }) } }',
  })
  await logic.leave()
  logic.setData({ n: 2 })
  expect([running.pages().map(({ route }) => route), reports]).toEqual([['pages/b/b'], []])
})

test('a session’s pages are opened again, but for those that are no more', async () => {
  const write = vi.fn()
  const stack = ['pages/a/a?from=scan', 'pages/gone/gone', 'pages/b/b']
  const { running } = await showPage('<view/>', { host: { session: { read: () => ({ stack }), write } } })
  expect(running.pages().map(({ url }) => url)).toEqual(['pages/a/a?from=scan', 'pages/b/b'])
  expect(await running.back()).toBe(true)
  expect(write).toHaveBeenLastCalledWith({ stack: ['pages/a/a?from=scan'] })
})

test.each([
  ['Enter', 1],
  [' ', 1],
  ['a', 0],
])('the key "%s" on what can be tapped taps %i times', async (key, times) => {
  const { find, heard } = await showPage('<view class="box" bindtap="hear">x</view>')
  expect(find('.box').tabIndex).toBe(0)
  const { KeyboardEvent } = find('.box').ownerDocument.defaultView as Window & typeof globalThis
  find('.box').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  expect(heard().map(([type]) => type)).toEqual(Array(times).fill('tap'))
})

test.each([
  ['held, is a long press and no tap', 'bindtap="hear" bindlongpress="hear"', 400, ['longpress']],
  ['held, is a tap where nobody hears of long ones', 'bindtap="hear"', 400, ['tap']],
  ['let go soon, is a tap', 'bindtap="hear" bindlongpress="hear"', 300, ['tap']],
])('a press, %s', async (_, listeners, ms, expected) => {
  const { find, heard } = await showPage(`<view class="box" ${listeners}>x</view>`)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { MouseEvent } = find('.box').ownerDocument.defaultView as Window & typeof globalThis
  find('.box').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
  vi.advanceTimersByTime(ms)
  find('.box').dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
  expect(heard().map(([type]) => type)).toEqual(expected)
})

test('scrolling to within 50 px of the end is told once, until the page has grown', async () => {
  const script = '{ onReachBottom() { this.heard.push(["end"]) } }'
  const { page, heard } = await showPage('<view/>', { script })
  const area = { clientHeight: 800, scrollHeight: 2000, scrollTop: 0 }
  for (const name of ['clientHeight', 'scrollHeight', 'scrollTop'] as const)
    Object.defineProperty(page.documentElement, name, { get: () => area[name] })
  const { Event } = page.defaultView as Window & typeof globalThis
  const toldAfter = (change: Partial<typeof area>): number => {
    Object.assign(area, change)
    page.defaultView?.dispatchEvent(new Event('scroll'))
    return heard().length
  }
  expect([{ scrollTop: 1149 }, { scrollTop: 1150 }, { scrollTop: 1200 }].map(toldAfter)).toEqual([0, 1, 1])
  expect([{ scrollHeight: 2040 }, { scrollHeight: 3000 }, { scrollTop: 2200 }].map(toldAfter)).toEqual([2, 2, 3])
})
