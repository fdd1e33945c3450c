import { expect, test, vi } from 'vitest'
import { showPage } from '../helpers/builtins-page.ts'

/** jsdom lays nothing out: the sizes that a browser would measure. */
function size(element: Element, sizes: Record<string, number>): void {
  for (const [name, value] of Object.entries(sizes)) Object.defineProperty(element, name, { value, configurable: true })
}

const scroll = (area: HTMLElement, top: number): void => {
  area.scrollTop = top
  const { Event } = area.ownerDocument.defaultView as Window & typeof globalThis
  area.dispatchEvent(new Event('scroll'))
}

test('a scroll-view tells its position and its ends, once each time they are reached', async () => {
  const { find, heard } = await showPage(
    '<scroll-view class="s" scroll-y bindscroll="hear" bindscrolltolower="hear" bindscrolltoupper="hear"><view>x</view></scroll-view>',
  )
  const area = find('.s > ._w-scroll')
  size(area, { clientHeight: 100, scrollHeight: 1000 })
  for (const top of [400, 860, 880, 0]) scroll(area, top)
  expect(heard().map(([type, detail]) => [type, detail])).toEqual([
    ['scroll', expect.objectContaining({ scrollTop: 400, deltaY: -400, scrollHeight: 1000 })],
    ['scroll', expect.objectContaining({ scrollTop: 860 })],
    ['scrolltolower', { direction: 'bottom' }],
    ['scroll', expect.objectContaining({ scrollTop: 880 })],
    ['scroll', expect.objectContaining({ scrollTop: 0 })],
    ['scrolltoupper', { direction: 'top' }],
  ])
})

test('scroll-top and scroll-into-view move it', async () => {
  const { find, logic } = await showPage(
    '<scroll-view class="s" scroll-y scroll-top="{{top}}" scroll-into-view="{{into}}"><view id="a">a</view><view id="b" class="b">b</view></scroll-view>',
    { script: '{ data: { top: 20, into: "" } }' },
  )
  const area = find('.s > ._w-scroll')
  expect(area.scrollTop).toBe(20)
  logic.setData({ top: 70 })
  expect(area.scrollTop).toBe(70)
  find('.b').getBoundingClientRect = () => ({ top: 30, left: 0 }) as DOMRect
  logic.setData({ into: 'b' })
  expect(area.scrollTop).toBe(100)
})

test('pulling the refresher far enough refreshes until the page says stop', async () => {
  const { find, heard, logic, page } = await showPage(
    '<scroll-view class="s" scroll-y refresher-enabled refresher-triggered="{{busy}}" bindrefresherrefresh="hear" bindrefresherrestore="hear"/>',
    { script: '{ data: { busy: false } }' },
  )
  const area = find('.s > ._w-scroll')
  const touch = (type: string, clientY: number): void => {
    const { Event } = page.defaultView as Window & typeof globalThis
    area.dispatchEvent(Object.assign(new Event(type), { touches: [{ clientY }], changedTouches: [{ clientY }] }))
  }
  touch('touchstart', 0)
  touch('touchmove', 200)
  touch('touchend', 200)
  expect(heard()).toEqual([['refresherrefresh', { dy: 100 }]])
  expect(find('.s ._w-refresher').hidden).toBe(false)
  logic.setData({ busy: true })
  logic.setData({ busy: false })
  expect(heard().at(-1)).toEqual(['refresherrestore', { dy: 0 }])
})

const SWIPER =
  '<swiper class="s" current="{{c}}" circular="{{round}}" autoplay="{{auto}}" interval="1000" duration="0" indicator-dots bindchange="hear">' +
  '<swiper-item wx:for="{{list}}" wx:key="*this" item-id="i{{item}}">{{item}}</swiper-item></swiper>'

const row = (find: (selector: string) => HTMLElement) => find('.s ._w-swiper-row').style.transform

test('a swiper shows the current item and its dots; the page’s own change is a change without a source', async () => {
  const { find, logic, heard, page } = await showPage(SWIPER, { script: '{ data: { c: 1, list: [0, 1, 2] } }' })
  expect(row(find)).toBe('translateX(-100%)')
  expect(page.querySelectorAll('._w-dot')).toHaveLength(3)
  logic.setData({ c: 2 })
  expect(row(find)).toBe('translateX(-200%)')
  expect(heard()).toEqual([['change', { current: 2, currentItemId: 'i2', source: '' }]])
})

test.each([
  [[300, 100], 1, 1],
  [[100, 300], 0, 0],
  [[100, 110], 0, 0],
])('a finger from and to %j leads to item %d', async ([from, to], current) => {
  const { find, page, heard } = await showPage(SWIPER, { script: '{ data: { c: 0, list: [0, 1, 2] } }' })
  const { MouseEvent } = page.defaultView as Window & typeof globalThis
  for (const [type, clientX] of [
    ['mousedown', from],
    ['mousemove', to],
    ['mouseup', to],
  ] as const) {
    find('.s').dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: clientX ?? 0 }))
  }
  expect(row(find)).toBe(`translateX(${current === 0 ? '0' : '-100'}%)`)
  expect(heard()).toHaveLength(current)
})

test('autoplay goes round', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { heard } = await showPage(SWIPER, { script: '{ data: { c: 0, auto: true, list: [0, 1] } }' })
    vi.advanceTimersByTime(2000)
    expect(heard()).toEqual([
      ['change', { current: 1, currentItemId: 'i1', source: 'autoplay' }],
      ['change', { current: 0, currentItemId: 'i0', source: 'autoplay' }],
    ])
  } finally {
    vi.useRealTimers()
  }
})
