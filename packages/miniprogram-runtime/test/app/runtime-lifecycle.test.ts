import { expect, test } from 'vitest'
import { openApp } from '../helpers/runtime-app.ts'

test('an app launches, then its first page attaches, loads, shows and is ready, children before parents', async () => {
  const screen = await openApp({ start: 'pages/home/home?from=scan' })
  expect(screen.logged()).toEqual([
    'app onLaunch pages/home/home 1001',
    'app onShow',
    'cell created',
    'cell created',
    'outer attached',
    'inner attached',
    'home onLoad {"from":"scan"}',
    'outer show',
    'inner show',
    'home onShow',
    'inner ready',
    'outer ready',
    'home onReady',
  ])
})

test('a page that is covered hides, shows again when it is uncovered, and loads once', async () => {
  const screen = await openApp()
  screen.logged()
  screen.page().wx().navigateTo({ url: '/pages/list/list?a=1&b=%E4%B8%AD' })
  await screen.settle()
  await screen.back()
  expect(screen.logged()).toEqual([
    'outer hide',
    'inner hide',
    'home onHide',
    'list onLoad {"a":"1","b":"%E4%B8%AD"}',
    'list onShow',
    'list onReady',
    'list onUnload',
    'outer show',
    'inner show',
    'home onShow',
  ])
})

test('a tab page is kept under the other tabs, and its components with it', async () => {
  const screen = await openApp()
  await screen.tap('我的')
  screen.logged()
  await screen.tap('首页')
  await screen.tap('我的')
  expect(screen.logged().filter((line) => !/inner|outer/.test(line))).toEqual([
    'me onHide',
    'home onShow',
    'home onHide',
    'me onShow',
  ])
})

test('a relaunch unloads every page, the tab pages that are out of sight, too', async () => {
  const screen = await openApp()
  await screen.tap('我的')
  screen.logged()
  screen.page().wx().reLaunch({ url: '/pages/list/list' })
  await screen.settle()
  expect(screen.logged()).toEqual([
    'me onUnload',
    'home onUnload',
    'inner detached',
    'outer detached',
    'list onLoad {}',
    'list onShow',
    'list onReady',
  ])
  expect(screen.routes()).toEqual(['pages/list/list'])
})

test('what app code throws reaches App.onError and the console, and the page lives on', async () => {
  const screen = await openApp({ start: 'pages/parts/parts' })
  await screen.tap('出错')
  expect(screen.page().app().errors).toEqual(['Error: broken on purpose'])
  expect(screen.problems).toEqual([expect.stringContaining('broken on purpose')])
  expect(screen.text()).toContain('冒泡')
})

test('a page that app.json does not list is not found, by name', async () => {
  const screen = await openApp({ start: 'pages/nowhere/nowhere' })
  expect(screen.route()).toBe('')
  expect(screen.text()).toContain('页面不存在')
  expect(screen.problems).toEqual([expect.stringContaining('app.json has no page "pages/nowhere/nowhere"')])
})
