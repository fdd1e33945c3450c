import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMiniprogram } from '@stack/miniprogram-compiler'
import { openMiniprogram } from '@stack/miniprogram-runtime/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { buildDevtools } from '../../src/devtools/build-devtools.ts'
import { readFolder } from '../../src/shared/folder-files.ts'
import { root } from '../../src/shared/paths.ts'
import { temporaryFolder } from '../../src/testing.ts'
import { runLocalStack, smallMiniprogram, stack, type World } from '../helpers/devtools.ts'

describe('the project that DevTools opens', () => {
  test('is the mini program, one file and one line; our own compiler takes it, the generated file first', async () => {
    const dir = join(await buildDevtools(stack, { outDir: temporaryFolder() }), 'miniprogram')
    const written = readFolder(dir)
    const source = readFolder(join(root, 'miniprogram'), (path) => path !== 'node_modules' && path !== 'test')
    const different = [...written].filter(([path, content]) => !source.get(path)?.equals(content)).map(([path]) => path)
    expect(different.sort()).toStrictEqual(['app.ts', 'local-stack.js'])
    expect([...source.keys()].filter((path) => !written.has(path)).sort()).toStrictEqual([
      'package.json',
      'tsconfig.json',
    ])
    expect(written.get('app.ts')?.toString()).toBe(`import './local-stack'\n${source.get('app.ts')}`)

    const { diagnostics, files, inputs } = await compileMiniprogram({ dir })
    expect(diagnostics.filter(({ level }) => level === 'error')).toStrictEqual([])
    expect(inputs).toContain('local-stack.js')
    expect(String(files.get('app.js'))).toContain(stack.callUrl)

    // In the engine of the browser, where the network answers nothing: the calls went there and not to the engine's cloud.
    const said = vi.spyOn(console, 'info').mockReturnValue()
    onTestFinished(() => said.mockRestore())
    const calls: string[] = []
    const screen = await openMiniprogram({ dir, callFunction: (name) => calls.push(name) })
    onTestFinished(() => screen.close())
    await screen.settle()
    expect(said).toHaveBeenCalledWith(expect.stringContaining('[local-stack] 买家 A'))
    expect(screen.text()).toContain('重新加载')
    expect({ calls, problems: screen.problems }).toStrictEqual({ calls: [], problems: [] })
  })

  test('asks for no account, lets addresses of this machine pass and has a compile mode for each user', async () => {
    const dir = await buildDevtools(stack, { outDir: temporaryFolder(), from: smallMiniprogram() })
    const config = JSON.parse(readFileSync(join(dir, 'project.config.json'), 'utf8'))
    expect(config).toMatchObject({
      appid: 'touristappid',
      miniprogramRoot: 'miniprogram/',
      setting: { urlCheck: false, useCompilerPlugins: ['typescript'], es6: true },
      condition: {
        miniprogram: {
          list: [
            { name: '买家 A', pathName: 'pages/a/a', query: 'local-stack-user=buyerA' },
            { name: '商家', pathName: 'pages/a/a', query: 'local-stack-user=merchant' },
          ],
        },
      },
    })
    expect(config).not.toHaveProperty('cloudfunctionRoot')
    expect(config).not.toHaveProperty('packOptions')
  })

  test('is written again only where it changed, and what DevTools keeps there stays', async () => {
    const outDir = temporaryFolder()
    const from = smallMiniprogram()
    const file = (path: string) => join(outDir, path)
    await buildDevtools(stack, { outDir, from })
    writeFileSync(file('project.private.config.json'), '{}')
    writeFileSync(file('miniprogram/stray.js'), '')
    const untouched = statSync(file('miniprogram/app.json')).mtimeMs
    await buildDevtools({ ...stack, callUrl: 'http://127.0.0.1:3/new' }, { outDir, from })
    expect(readFileSync(file('miniprogram/local-stack.js'), 'utf8')).toContain('http://127.0.0.1:3/new')
    expect(statSync(file('miniprogram/app.json')).mtimeMs).toBe(untouched)
    expect(readFileSync(file('project.private.config.json'), 'utf8')).toBe('{}')
    expect(readFolder(file('miniprogram')).has('stray.js')).toBe(false)
  })
})

describe('who uses it', () => {
  test.each<[what: string, world: World, openid: string, keeps: unknown]>([
    ['nobody was chosen: the first', {}, 'oA', undefined],
    ['a compile mode', { query: { 'local-stack-user': 'merchant' } }, 'oM', 'merchant'],
    ['an earlier choice', { storage: new Map([['local-stack-user', 'merchant']]) }, 'oM', 'merchant'],
    ['a name that nobody has', { query: { 'local-stack-user': 'x' } }, 'oA', 'x'],
  ])('%s', async (_what, world, openid, keeps) => {
    const { wx, sent, said, storage } = await runLocalStack({ ...world, door: () => ({ errMsg: 'ok', result: 1 }) })
    await wx.cloud.callFunction({ name: 'f' })
    expect(sent[0]?.data.openid).toBe(openid)
    expect(storage.get('local-stack-user')).toBe(keeps)
    expect(said).toStrictEqual([expect.stringContaining(`（${openid}）`)])
  })
})

describe('wx.cloud.callFunction', () => {
  const down = 'cloud.callFunction:fail 本地环境未启动：请运行 npm start（request:fail connect ECONNREFUSED）'
  const ok = { errMsg: 'cloud.callFunction:ok', result: { ok: true }, requestID: 'r1' }
  const failed = { errMsg: 'cloud.callFunction:fail Error: errCode: -501000', errCode: -501000, requestID: 'r1' }
  const rows: [what: string, answer: object | number | undefined, outcome: object][] = [
    ['answers', ok, ok],
    ['a function that fails', failed, failed],
    ['no stack', undefined, { errMsg: down, errCode: -404011 }],
    ['another stack', 404, { errMsg: expect.stringContaining('（404）：请重新运行 npm start'), errCode: -404011 }],
  ]

  test.each(rows)('%s, with a promise', async (_what, answer, outcome) => {
    const { wx, sent } = await runLocalStack({ door: () => answer })
    wx.cloud.init()
    const said = await wx.cloud.callFunction({ name: 'get-order', data: { a: 1 } })?.catch((error) => ({ ...error }))
    expect(said).toStrictEqual(outcome)
    expect(sent).toStrictEqual([
      { path: 'call/get-order', data: { openid: 'oA', source: 'wx_devtools', data: { a: 1 } } },
    ])
  })

  test.each(rows)('%s, with callbacks', async (_what, answer, outcome) => {
    const { wx } = await runLocalStack({ door: () => answer })
    const heard: string[] = []
    const said = await new Promise((resolve) => {
      const returned = wx.cloud.callFunction({
        name: 'get-order',
        success: () => heard.push('success'),
        fail: () => heard.push('fail'),
        complete: resolve,
      })
      expect(returned).toBeUndefined()
    })
    expect({ ...(said as object) }).toStrictEqual(outcome)
    expect(heard).toStrictEqual([answer === ok ? 'success' : 'fail'])
  })

  test('the rest of wx.cloud stays WeChat’s', async () => {
    const { wx } = await runLocalStack({})
    expect(wx.cloud.database()).toBe('the real one')
  })
})

describe('wx.requestPayment', () => {
  const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=p', signType: 'MD5', paySign: 's' }
  const answers: Record<string, object> = {
    inspect: { errMsg: 'requestPayment:ok', payee: '小店', body: '龙井', totalFee: 12_805 },
    pay: { errMsg: 'requestPayment:ok' },
    cancel: { errMsg: 'requestPayment:fail cancel' },
    'not-enough-money': { errMsg: 'requestPayment:fail (余额不足)' },
  }
  const cashier: World['door'] = (_path, { action }) => answers[String(action)]

  test.each<[taps: string | undefined, action: string, errMsg: string]>([
    ['支付 ¥128.05', 'pay', 'requestPayment:ok'],
    ['余额不足', 'not-enough-money', 'requestPayment:fail (余额不足)'],
    ['支付后断网', 'pay', 'requestPayment:fail (网络连接失败，请稍后再试)'],
    [undefined, 'cancel', 'requestPayment:fail cancel'],
  ])('%s does %s: %s', async (taps, action, errMsg) => {
    const { wx, sent, sheets } = await runLocalStack({ door: cashier, ...(taps !== undefined && { taps }) })
    const said = await new Promise((resolve) => {
      expect(wx.requestPayment({ ...payment, complete: resolve })).toBeUndefined()
    })
    expect({ ...(said as object) }).toStrictEqual({ errMsg })
    expect(sheets).toStrictEqual([
      { alertText: '本地收银台 · 小店 · 龙井', itemList: ['支付 ¥128.05', '余额不足', '支付后断网'] },
    ])
    const told = { ...payment, appId: 'wx-app', openid: 'oA' }
    expect(sent).toStrictEqual([
      { path: 'control/cashier', data: { ...told, action: 'inspect' } },
      { path: 'control/cashier', data: { ...told, action } },
    ])
  })

  test.each<[what: string, answer: object | undefined, errMsg: string]>([
    [
      'a wrong signature',
      { errMsg: 'requestPayment:fail (支付验证签名失败)' },
      'requestPayment:fail (支付验证签名失败)',
    ],
    ['no stack', undefined, expect.stringMatching(/^requestPayment:fail \(本地环境未启动：请运行 npm start/)],
  ])('%s shows no sheet', async (_what, answer, errMsg) => {
    const { wx, sheets } = await runLocalStack({ door: () => answer })
    await expect(wx.requestPayment(payment)).rejects.toMatchObject({ errMsg })
    expect(sheets).toStrictEqual([])
  })
})

describe('what of WeChat’s can be replaced', () => {
  const cloud = { init: () => undefined }
  test.each<[what: string, own: PropertyDescriptorMap]>([
    ['a getter', { cloud: { get: () => cloud, configurable: true } }],
    ['a read-only value', { cloud: { value: cloud, writable: false, configurable: true } }],
    ['a value that may only be assigned', { cloud: { value: cloud, writable: true, configurable: false } }],
    ['nothing there yet', { cloud: { value: undefined, writable: true, configurable: true } }],
  ])('%s', async (_what, own) => {
    const { wx } = await runLocalStack({ own, door: () => ({ errMsg: 'ok', result: 7 }) })
    expect(await wx.cloud.callFunction({ name: 'f' })).toMatchObject({ result: 7 })
  })

  test('what cannot is said at once, before anything reaches the real cloud', async () => {
    const own = { cloud: { get: () => cloud, configurable: false } }
    await expect(runLocalStack({ own })).rejects.toThrow('[local-stack] 这个版本的开发者工具不允许替换 cloud')
  })
})
