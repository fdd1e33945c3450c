import { describe, expect, test } from 'vitest'
import { openApp } from '../helpers/runtime-app.ts'

const [home, list, me, detail] = ['home', 'list', 'me', 'detail'].map((name) => `pages/${name}/${name}`) as [
  string,
  string,
  string,
  string,
]

/** Calls one function of wx on the top page; the errMsg of either outcome. */
async function ask(screen: Awaited<ReturnType<typeof openApp>>, api: string, options: object): Promise<string> {
  const outcome = screen.page().wx()[api](options) as Promise<{ errMsg: string }>
  const { errMsg } = await outcome.catch((failure) => failure)
  await screen.settle()
  return errMsg
}

type Step = [api: string, url: string | number, errMsg: string, stack: string[]]

const ways: [string, ...Step[]][] = [
  ['opens on top', ['navigateTo', '/pages/list/list', 'ok', [home, list]]],
  ['takes the query along', ['navigateTo', '/pages/list/list?tab=a', 'ok', [home, `${list}?tab=a`]]],
  ['reads a relative url from the page on top', ['navigateTo', '../list/list', 'ok', [home, list]]],
  ['opens no tab page', ['navigateTo', '/pages/me/me', 'fail can not navigateTo a tabbar page', [home]]],
  ['opens no page that is not there', ['navigateTo', '/x', 'fail page "x" is not found', [home]]],
  ['puts a page in the place of the top one', ['redirectTo', '/pages/list/list', 'ok', [list]]],
  ['redirects to no tab page', ['redirectTo', '/pages/me/me', 'fail can not redirectTo a tabbar page', [home]]],
  ['switches to another tab', ['switchTab', '/pages/me/me', 'ok', [me]]],
  ['switches to nothing but tabs', ['switchTab', '/pages/list/list', 'fail can not switch to no-tabBar page', [home]]],
  [
    'closes what lies over the tabs',
    ['navigateTo', '../list/list', 'ok', [home, list]],
    ['switchTab', '../me/me', 'ok', [me]],
  ],
  [
    'keeps the tab it was on',
    ['navigateTo', '../list/list', 'ok', [home, list]],
    ['switchTab', '../home/home', 'ok', [home]],
  ],
  ['relaunches anywhere', ['reLaunch', '/pages/detail/detail?id=1', 'ok', [`${detail}?id=1`]]],
  ['does not go back from the first page', ['navigateBack', 1, 'fail cannot navigate back at first page.', [home]]],
  [
    'goes back as far as there are pages',
    ['navigateTo', '../list/list', 'ok', [home, list]],
    ['navigateTo', '../detail/detail', 'ok', [home, list, detail]],
    ['navigateBack', 9, 'ok', [home]],
  ],
]

describe('router', () => {
  test.each(ways)('%s', async (_, ...steps) => {
    const screen = await openApp()
    for (const [api, argument, errMsg, stack] of steps) {
      const options = typeof argument === 'number' ? { delta: argument } : { url: argument }
      expect(await ask(screen, api, options)).toBe(`${api}:${errMsg}`)
      expect(screen.routes()).toEqual(stack)
    }
    expect(screen.problems).toEqual([])
  })

  test('ten pages are the limit', async () => {
    const screen = await openApp()
    for (let page = 2; page <= 10; page += 1) {
      expect(await ask(screen, 'navigateTo', { url: '/pages/list/list' })).toBe('navigateTo:ok')
    }
    expect(await ask(screen, 'navigateTo', { url: '/pages/list/list' })).toBe('navigateTo:fail page limit exceeded: 10')
    expect(screen.routes()).toHaveLength(10)
  })

  test('opener and opened page talk over their channel', async () => {
    const screen = await openApp({ start: list })
    await screen.tap('乙')
    expect(screen.route()).toBe(`${detail}?id=2`)
    expect(screen.logged()).toContain('heard hello')
    await screen.tap('.save')
    expect(screen.route()).toBe(list)
    expect(screen.logged()).toContain('saved 2')
  })

  test.each([
    ['the arrow of the bar', list, '返回', [list]],
    ['the house of the bar, where there is nothing to go back to', detail, '首页', [home]],
  ])('%s', async (_, start, label, stack) => {
    const screen = await openApp({ start })
    if (start === list) await screen.tap('甲')
    await screen.tap(`[aria-label="${label}"]`)
    expect(screen.routes()).toEqual(stack)
  })
})
