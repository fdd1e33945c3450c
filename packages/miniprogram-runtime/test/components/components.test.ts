import { builtinTags } from '@stack/miniprogram-compiler'
import { expect, test } from 'vitest'
import { builtins } from '../../client/components/builtins.ts'
import { animationStyle } from '../../client/components/common.ts'
import { shownText } from '../../client/components/text.ts'
import { showPage } from '../helpers/builtins-page.ts'

test('every tag that the compiler knows has a definition', () => {
  expect([...builtinTags].filter((tag) => !builtins.definitions.has(tag))).toEqual([])
})

test('a view shows its children and hears taps', async () => {
  const { find, tap, heard } = await showPage('<view class="box" bindtap="hear"><text>你好</text></view>')
  expect(find('.box').textContent).toBe('你好')
  tap('.box')
  expect(heard()).toEqual([['tap', { x: 0, y: 0 }]])
})

test('hidden hides any tag, and comes back', async () => {
  const { page, find, logic } = await showPage('<view class="box" hidden="{{away}}">x</view>', {
    script: '{ data: { away: true } }',
  })
  const display = () => page.defaultView?.getComputedStyle(find('.box')).display
  expect(display()).toBe('none')
  logic.setData({ away: false })
  expect(display()).toBe('block')
})

test('role and aria-label reach the element; a button keeps its own role without', async () => {
  const { find } = await showPage('<view class="v" role="alert" aria-label="提示">x</view><button class="b">y</button>')
  expect([find('.v').getAttribute('role'), find('.v').getAttribute('aria-label')]).toEqual(['alert', '提示'])
  expect(find('.b').getAttribute('role')).toBe('button')
})

test.each([
  ['a &lt;b&gt;&nbsp;&amp;lt;', true, '', 'a <b>\u00a0&lt;'],
  ['a &lt;b', false, '', 'a &lt;b'],
  ['a b', false, 'nbsp', 'a\u00a0b'],
  ['a b', false, 'emsp', 'a\u2003b'],
])('text %j with decode=%s space=%j shows %j', (source, decode, space, shown) => {
  expect(shownText(source, decode, space)).toBe(shown)
})

test('a decoded text is decoded again when the page changes it, and once only', async () => {
  const { find, logic } = await showPage('<text class="t" decode>{{t}}</text>', {
    script: '{ data: { t: "a&amp;lt;" } }',
  })
  expect(find('.t').textContent).toBe('a&lt;')
  logic.setData({ t: 'b&nbsp;c' })
  await Promise.resolve()
  expect(find('.t').textContent).toBe('b\u00a0c')
})

test.each([
  ['aspectFill', '/goods/1.svg', 'http://phone/goods/1.svg'],
  ['widthFix', 'https://cdn.example.com/1.png', 'https://cdn.example.com/1.png'],
])('an image of mode %s loads %s from %s', async (mode, src, address) => {
  const wxml = `<image class="i" mode="${mode}" src="${src}" lazy-load aria-label="苹果" bindload="hear" binderror="hear"/>`
  const { find, page, heard, reports } = await showPage(wxml)
  const picture = find('.i img') as HTMLImageElement
  expect(picture.src).toBe(address)
  expect(find('.i').getAttribute('mode')).toBe(mode)
  expect(find('.i').getAttribute('aria-label')).toBe('苹果')
  expect(find('.i').getAttribute('role')).toBe('img')
  const { Event } = page.defaultView as Window & typeof globalThis
  picture.dispatchEvent(new Event('load'))
  picture.dispatchEvent(new Event('error'))
  expect(heard()).toEqual([
    ['load', { width: 0, height: 0 }],
    ['error', { errMsg: `GET ${src} fail` }],
  ])
  expect(reports).toHaveLength(1)
})

test('a button hears taps and is reached by keyboard; a disabled one neither', async () => {
  const { find, tap, heard, logic } = await showPage(
    '<view bindtap="hear"><button class="b" type="primary" size="mini" disabled="{{off}}" catchtap="hear">付</button></view>',
    { script: '{ data: { off: false } }' },
  )
  expect([find('.b').getAttribute('type'), find('.b').getAttribute('size'), find('.b').tabIndex]).toEqual([
    'primary',
    'mini',
    0,
  ])
  tap('.b')
  expect(heard()).toHaveLength(1)
  logic.setData({ off: true })
  tap('.b')
  expect(heard()).toHaveLength(1)
  expect(find('.b').hasAttribute('tabindex')).toBe(false)
  expect(find('.b').getAttribute('aria-disabled')).toBe('true')
})

test('Enter on a button taps it', async () => {
  const { find, page, heard } = await showPage('<button class="b" bindtap="hear">付</button>')
  const { KeyboardEvent } = page.defaultView as Window & typeof globalThis
  find('.b').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  expect(heard()).toHaveLength(1)
})

test('the button’s look follows app.json’s style', async () => {
  const { page } = await showPage('<button>付</button>', { app: { style: 'v2' } })
  expect(page.documentElement.dataset.wStyle).toBe('v2')
  const plain = await showPage('<button>付</button>')
  expect(plain.page.documentElement.dataset.wStyle).toBeUndefined()
})

test.each([
  ['share', []],
  ['getPhoneNumber', [['getphonenumber', { errMsg: 'getPhoneNumber:fail not supported' }]]],
])('open-type %s needs WeChat and says so', async (openType, events) => {
  const { tap, heard, reports } = await showPage(
    `<button class="b" open-type="${openType}" bindgetphonenumber="hear">x</button>`,
  )
  tap('.b')
  expect(heard()).toEqual(events)
  expect(reports).toEqual([`error [miniprogram-browser] pages/a/a: <button open-type="${openType}"> is not supported`])
})

test('a navigator goes where it says', async () => {
  const { tap, running } = await showPage('<navigator class="n" url="/pages/b/b?x=1">去</navigator>')
  tap('.n')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(running.pages().map(({ url }) => url)).toEqual(['pages/a/a', 'pages/b/b?x=1'])
})

test('a navigator that cannot go tells the page and the console', async () => {
  const { tap, heard, reports } = await showPage('<navigator class="n" url="/pages/x/x" bindfail="hear">去</navigator>')
  tap('.n')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(heard()).toEqual([['fail', { errMsg: expect.stringContaining('navigateTo:fail') }]])
  expect(reports).toHaveLength(1)
})

test.each(['map', 'video', 'web-view', 'canvas'])('<%s> is a grey box that says so', async (tag) => {
  const { find, reports } = await showPage(`<${tag} class="x"/>`)
  expect(find('.x').textContent).toBe(`<${tag}> 在浏览器中不可用`)
  expect(reports).toEqual([`error [miniprogram-browser] pages/a/a: <${tag}> is not supported`])
})

test('rich text shows what is on WeChat’s lists and nothing else', async () => {
  const nodes =
    '<p class="c" onclick="x()" style="width:75rpx">a<b>b</b><script>x()</script><iframe src="y"></iframe></p>'
  const { find } = await showPage('<rich-text class="r" nodes="{{nodes}}"/>', {
    script: `{ data: { nodes: ${JSON.stringify(nodes)} } }`,
  })
  expect(find('.r').firstElementChild?.innerHTML).toBe('<p class="c" style="width: 10vw;">a<b>b</b></p>')
})

test('rich text of nodes; an image’s source is the mini program’s own', async () => {
  const nodes = [
    { name: 'img', attrs: { src: '/a.png', onerror: 'x()' } },
    { type: 'text', text: '1&nbsp;元' },
  ]
  const { find } = await showPage('<rich-text class="r" nodes="{{nodes}}"/>', {
    script: `{ data: { nodes: ${JSON.stringify(nodes)} } }`,
  })
  expect(find('.r').firstElementChild?.innerHTML).toBe('<img src="http://phone/a.png">1&nbsp;元')
})

test('icon and progress', async () => {
  const { find } = await showPage(
    '<icon class="i" type="success" size="40rpx"/><progress class="p" percent="130" show-info/>',
  )
  expect(find('.i svg path').getAttribute('stroke')).toBe('#fff')
  expect((find('.i ._w-icon') as HTMLElement).style.fontSize).toBe('5.33333vw')
  expect(find('.p').textContent).toBe('100%')
  expect(find('.p').getAttribute('aria-valuenow')).toBe('100')
})

test('page-meta and navigation-bar dress the page', async () => {
  const { page, mount } = await showPage(
    '<page-meta root-font-size="32rpx" page-style="overflow:hidden"><navigation-bar title="订单"/></page-meta><view>x</view>',
  )
  expect(mount.textContent).toContain('订单')
  expect(page.body.style.overflow).toBe('hidden')
})

test('a group of an animation as CSS: px for moves, degrees for turns', () => {
  const animates = [
    { type: 'translate', args: [10, '50%'] },
    { type: 'rotate3d', args: [0, 0, 1, 45] },
    { type: 'style', args: ['opacity', 0.5] },
  ]
  const option = { transformOrigin: '50% 50% 0', transition: { duration: 200, timingFunction: 'ease', delay: 10 } }
  expect(animationStyle({ animates, option })).toEqual({
    transition: 'all 200ms ease 10ms',
    'transform-origin': '50% 50% 0',
    transform: 'translate(10px,50%) rotate3d(0,0,1,45deg)',
    opacity: '0.5',
  })
})

test('wx.createAnimation moves a view when its export is set', async () => {
  const { find, logic } = await showPage('<view class="v" animation="{{a}}">x</view>', {
    script: '{ data: { a: null }, go() { this.setData({ a: wx.createAnimation().translateX(8).step().export() }) } }',
  })
  logic.go()
  expect(find('.v').style.transform).toBe('translateX(8px)')
})
