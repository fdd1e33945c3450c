import { expect, test } from 'vitest'
import { openWx } from '../helpers/builtins-engine.ts'

test.each([
  [
    'showToast',
    { title: '好' },
    ['overlays.showToast', { title: '好', icon: 'success', durationMs: 1500, mask: false }],
  ],
  [
    'showToast',
    { title: '好', icon: 'none', duration: 3000, mask: true, image: '/a.svg' },
    ['overlays.showToast', { title: '好', icon: 'none', durationMs: 3000, mask: true, image: '/a.svg' }],
  ],
  [
    'showLoading',
    { title: '加载中' },
    ['overlays.showToast', { title: '加载中', icon: 'loading', durationMs: Number.POSITIVE_INFINITY, mask: false }],
  ],
  ['hideToast', {}, ['overlays.hideToast', 'toast']],
  ['hideLoading', {}, ['overlays.hideToast', 'loading']],
  ['navigateTo', { url: '/pages/b/b?x=1' }, ['router.navigateTo', '/pages/b/b?x=1', undefined]],
  ['redirectTo', { url: 'b' }, ['router.redirectTo', 'b']],
  ['reLaunch', { url: 'b' }, ['router.reLaunch', 'b']],
  ['switchTab', { url: 'b' }, ['router.switchTab', 'b']],
  ['navigateBack', { delta: 2 }, ['router.navigateBack', 2]],
  ['setNavigationBarTitle', { title: '订单' }, ['navigationBar.setTitle', '订单']],
  [
    'setNavigationBarColor',
    { frontColor: '#fff', backgroundColor: '#000' },
    ['navigationBar.setColor', '#fff', '#000'],
  ],
  ['showNavigationBarLoading', {}, ['navigationBar.setLoading', true]],
  ['setTabBarBadge', { index: 1, text: '3' }, ['tabBar.setBadge', 1, '3']],
  ['removeTabBarBadge', { index: 1 }, ['tabBar.setBadge', 1, null]],
  ['showTabBarRedDot', { index: 0 }, ['tabBar.setRedDot', 0, true]],
  ['pageScrollTo', { scrollTop: 40 }, ['page.scrollTo', 40, 300]],
  ['stopPullDownRefresh', {}, ['page.stopPullDownRefresh']],
])('wx.%s(%o) tells the engine %o', async (name, options, call) => {
  const { wx, calls } = openWx()
  expect(await wx[name](options)).toEqual({ errMsg: `${name}:ok` })
  expect(calls).toEqual([call])
})

test('wx.showToast is seen before its promise settles', () => {
  const { wx, calls } = openWx()
  void wx.showToast({ title: '好' })
  expect(calls).toHaveLength(1)
})

test('a tab bar function away from the tab pages fails as WeChat’s', async () => {
  const { wx } = openWx({ tabBar: { onTab: false } })
  await expect(wx.setTabBarBadge({ index: 0, text: '1' })).rejects.toEqual({
    errMsg: 'setTabBarBadge:fail not TabBar page',
  })
})

test('what the router refuses is handed on as it is', async () => {
  const errMsg = 'navigateTo:fail page "pages/x" is not found'
  const { wx } = openWx({ router: { navigateTo: () => Promise.reject({ errMsg }) } })
  await expect(wx.navigateTo({ url: '/pages/x' })).rejects.toEqual({ errMsg })
})

test('wx.showModal hands over every default and answers with the choice', async () => {
  const { wx, calls } = openWx({
    overlays: { showModal: async () => ({ confirm: true, cancel: false, content: null }) },
  })
  expect(await wx.showModal({ title: '确认', content: '退款？' })).toEqual({
    errMsg: 'showModal:ok',
    confirm: true,
    cancel: false,
    content: null,
  })
  expect(calls[0]?.[1]).toMatchObject({ showCancel: true, cancelText: '取消', confirmText: '确定', editable: false })
})

test('wx.showModal refuses a button of more than four characters', async () => {
  await expect(openWx().wx.showModal({ confirmText: '我知道了吧' })).rejects.toEqual({
    errMsg: 'showModal:fail confirmText length should not larger than 4 Chinese characters',
  })
})

test.each([
  [1, { errMsg: 'showActionSheet:ok', tapIndex: 1 }],
  [null, { errMsg: 'showActionSheet:fail cancel' }],
])('an action sheet left with %s answers %o', async (chosen, outcome) => {
  const { wx } = openWx({ overlays: { showActionSheet: async () => chosen } })
  const answer: unknown = await wx.showActionSheet({ itemList: ['甲', '乙'] }).catch((error: unknown) => error)
  expect(answer).toEqual(outcome)
})

test('wx.setClipboardData shows 内容已复制 and the text can be read back', async () => {
  const { wx, calls } = openWx()
  await wx.setClipboardData({ data: 'openid-1' })
  expect(calls[0]?.[1]).toMatchObject({ title: '内容已复制' })
  expect(await wx.getClipboardData()).toMatchObject({ data: 'openid-1' })
})

test('wx.createAnimation records groups and forgets them when they are exported', () => {
  const animation = openWx().wx.createAnimation({ duration: 200 })
  animation.translateX(10).opacity(0.5).step().width(20).step({ delay: 5 })
  expect(animation.export()).toEqual({
    actions: [
      {
        animates: [
          { type: 'translateX', args: [10] },
          { type: 'style', args: ['opacity', 0.5] },
        ],
        option: { transformOrigin: '50% 50% 0', transition: { duration: 200, timingFunction: 'linear', delay: 0 } },
      },
      {
        animates: [{ type: 'style', args: ['width', '20px'] }],
        option: { transformOrigin: '50% 50% 0', transition: { duration: 200, timingFunction: 'linear', delay: 5 } },
      },
    ],
  })
  expect(animation.export()).toEqual({ actions: [] })
})

test('the app’s events come from the engine, the network’s from the browser', () => {
  const { wx, listeners, window } = openWx()
  const seen: unknown[] = []
  wx.onAppShow((options: unknown) => seen.push(options))
  wx.onNetworkStatusChange((event: unknown) => seen.push(event))
  listeners.get('appShow')?.({ scene: 1001 })
  window.dispatchEvent(new window.Event('offline'))
  wx.offNetworkStatusChange()
  window.dispatchEvent(new window.Event('online'))
  expect(seen).toEqual([{ scene: 1001 }, { isConnected: false, networkType: 'none' }])
})
