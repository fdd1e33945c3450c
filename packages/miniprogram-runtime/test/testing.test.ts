import { expect, test } from 'vitest'
import { domSelectors } from '../src/testing/find-element.ts'
import { openMiniprogram } from '../src/testing.ts'
import { dir, openApp } from './helpers/runtime-app.ts'

const list = 'pages/list/list'

test('text() reads the bar, the page and the tabs, and nothing that is only for the keyboard', async () => {
  expect((await openApp()).text()).toBe('运行时 outer inner 首页内容 首页 我的')
})

test('tap() takes the smallest element; what is not there is named with what is', async () => {
  const screen = await openApp({ start: list })
  await expect(screen.tap('丙')).rejects.toThrow('丙 is not on pages/list/list, which reads:\n列表 甲 乙')
  await screen.tap('甲')
  expect(screen.route()).toBe('pages/detail/detail?id=1')
})

test('input() types: the event and the model binding follow', async () => {
  const screen = await openApp({ start: list })
  await screen.input('.search', '茶')
  expect(screen.logged()).toContain('typed 茶')
  expect(screen.text()).toContain('第1页 茶')
})

test('scrollToBottom() and pullDown() do what a finger does', async () => {
  const screen = await openApp({ start: list })
  await screen.scrollToBottom()
  expect(screen.text()).toContain('第2页')
  await expect(screen.pullDown()).rejects.toThrow('cannot be pulled down')
  screen.page().wx().switchTab({ url: '/pages/home/home' })
  await screen.settle()
  await screen.pullDown()
  expect(screen.logged()).toContain('home onPullDownRefresh')
})

test('a modal waits for its answer, and nothing under it can be tapped', async () => {
  const screen = await openApp()
  const answered = screen.page().wx().showModal({ title: '确定吗', content: '不能撤销', confirmText: '好' })
  await screen.settle()
  expect(screen.text()).toContain('确定吗 不能撤销 取消 好')
  await expect(screen.tap('首页内容')).rejects.toThrow('is not on')
  await screen.tap('好')
  expect(await answered).toMatchObject({ confirm: true, cancel: false })
  expect(screen.text()).not.toContain('确定吗')
})

test('calls cross as data, and fail as the test fails them', async () => {
  const heard: unknown[] = []
  const screen = await openMiniprogram({
    dir,
    callFunction: (name, data) => {
      heard.push([name, data])
      if (name === 'refused') throw { errCode: -1, errMsg: 'cloud.callFunction:fail no network' }
      return { ok: true, gone: undefined }
    },
    requestPayment: () => ({ errMsg: 'requestPayment:fail cancel' }),
    storage: { cart: [1] },
  })
  const { cloud, requestPayment, getStorageSync } = screen.page().wx()
  cloud.init()
  expect(await cloud.callFunction({ name: 'list', data: { page: 1 } })).toMatchObject({ result: { ok: true } })
  await expect(cloud.callFunction({ name: 'refused' })).rejects.toMatchObject({ errCode: -1 })
  expect(heard[0]).toEqual(['list', { page: 1 }])
  const params = { timeStamp: '1', nonceStr: 'n', package: 'p', signType: 'MD5', paySign: 's' }
  await expect(requestPayment(params)).rejects.toEqual({ errMsg: 'requestPayment:fail cancel' })
  expect(getStorageSync('cart')).toEqual([1])
  screen.close()
})

test.each([
  ['#pay', ['[exparser\\:info-attr-id="pay"]']],
  ['.row', ['.row', '[class$="--row"]', '[class*="--row "]']],
  ['[aria-label="a.b"]', ['[aria-label="a.b"]']],
])('domSelectors(%s)', (selector, expected) => {
  expect(domSelectors(selector)).toEqual(expected)
})
