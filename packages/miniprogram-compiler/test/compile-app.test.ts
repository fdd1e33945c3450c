import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileMiniprogram } from '../src/compile-miniprogram.ts'
import { absentGlobals } from '../src/scripts/absent-globals.ts'
import { compileTexts, component, runScripts, runTemplates, textOf, writeMiniprogram } from './helpers/mini-program.ts'

const HOME = 'pages/home/home'

test('the config: subpackages, windows, tab bar, component paths', async () => {
  const { config, files } = await compileTexts({
    'app.json': JSON.stringify({
      pages: [HOME],
      subPackages: [{ root: '/shop/', pages: ['a/a'] }],
      entryPagePath: HOME,
      style: 'v2',
      window: { navigationBarTitleText: 'App', enablePullDownRefresh: 'yes', unknown: 1 },
      tabBar: {
        color: '#111111',
        selectedColor: '#222222',
        backgroundColor: '#ffffff',
        list: [{ pagePath: HOME, text: 'Home', iconPath: '/i.png' }],
      },
      usingComponents: { wide: 'c/wide' },
    }),
    'i.png': '',
    [`${HOME}.json`]: '{"navigationBarTitleText":"Home","usingComponents":{"own":"./own","from-npm":"lib"}}',
    'shop/a/a.wxml': '<wide/>',
    'shop/a/a.js': 'Page({})',
    'shop/a/a.json': '{"componentGenerics":{"item":{"default":"/c/item"},"other":true}}',
    ...component('c/wide'),
    ...component('c/item'),
    ...component('pages/home/own'),
    ...component('pages/miniprogram_npm/lib/index'),
    ...component('miniprogram_npm/lib/index'),
    ...component('c/unreached'),
  })
  expect(config).toMatchObject({
    entryPage: HOME,
    pages: [HOME, 'shop/a/a'],
    subpackageRoots: ['shop'],
    style: 'v2',
    window: { navigationBarTitleText: 'App', enablePullDownRefresh: false, onReachBottomDistance: 50 },
    tabBar: { borderStyle: 'black', list: [{ pagePath: HOME, text: 'Home', iconPath: 'i.png' }] },
  })
  expect(Object.keys(config.components)).toEqual([
    'c/wide',
    'pages/home/own',
    'pages/miniprogram_npm/lib/index',
    HOME,
    'c/item',
    'shop/a/a',
  ])
  expect(config.components[HOME]).toMatchObject({
    usingComponents: { wide: 'c/wide', own: 'pages/home/own', 'from-npm': 'pages/miniprogram_npm/lib/index' },
    component: false,
    styleIsolation: 'shared',
    window: { navigationBarTitleText: 'Home' },
  })
  expect(config.components['shop/a/a']?.componentGenerics).toEqual({ item: { default: 'c/item' }, other: true })
  expect(JSON.parse(textOf({ files } as never, 'app-config.json'))).toEqual(config)
})

describe('app.js', () => {
  test('runs app first and components before their pages, each module once, TypeScript and CommonJS alike', async () => {
    const app = await compileTexts({
      'app.ts': 'import { next } from "./utils/count"\nApp({ n: next() as number })',
      'utils/count.ts': 'let n = 0\nexport const next = (): number => ++n',
      'utils/index.js': 'exports.next = require("./count").next',
      [`${HOME}.json`]: '{"usingComponents":{"card":"/c/card"}}',
      [`${HOME}.ts`]: 'import { next } from "/utils/index"\nimport lib from "lib"\nPage({ n: next(), lib })',
      ...component('c/card', { js: 'const { next } = require("../utils/index.js"); Component({ n: next() })' }),
      'miniprogram_npm/lib/index.js': 'module.exports = "lib"',
    })
    const expected = [
      ['app', { n: 1 }],
      ['c/card', { n: 2 }],
      [HOME, { n: 3, lib: 'lib' }],
    ]
    expect(runScripts(app)).toEqual(expected)
    expect(runScripts(app), 'a second run starts afresh').toEqual(expected)
    expect(app.inputs).toEqual(
      expect.arrayContaining(['utils/count.ts', 'utils/index.js', 'miniprogram_npm/lib/index.js']),
    )
  })

  test('has no names of a browser or of Node, and the engine’s Date', async () => {
    const types = `[${absentGlobals.map((name) => `typeof ${name}`)}]`
    const app = await compileTexts({ 'app.ts': `App({ types: ${types}, now: Date.now() })` })
    class Stopped extends Date {
      static override now = () => 5
    }
    const [[, told] = ['']] = runScripts(app, { Date: Stopped as DateConstructor })
    expect(told).toEqual({ types: absentGlobals.map(() => 'undefined'), now: 5 })
  })

  test('a preloaded script runs before app and is no input', async () => {
    const dir = writeMiniprogram({ 'app.ts': 'App({ seen: wx.seen })' })
    const preload = join(writeMiniprogram({}), 'preload.js')
    writeFileSync(preload, 'wx.seen = true')
    const app = await compileMiniprogram({ dir, preload })
    expect(runScripts(app)[0]).toEqual(['app', { seen: true }])
    expect(app.inputs).toEqual(['app.json', 'app.ts', `${HOME}.ts`, `${HOME}.wxml`])
  })

  test('two builds of one folder are the same', async () => {
    const dir = writeMiniprogram({
      ...component('c/card', { wxss: '.a{}' }),
      [`${HOME}.json`]: '{"usingComponents":{"card":"/c/card"}}',
    })
    const [one, other] = [await compileMiniprogram({ dir }), await compileMiniprogram({ dir })]
    expect([...one.files]).toEqual([...other.files])
    expect([...one.files.values()].join('')).not.toContain(dir)
  })
})

describe('templates.js', () => {
  test('holds every template that is reached, imports and includes too', async () => {
    const app = await compileTexts({
      [`${HOME}.wxml`]: '<import src="t"/><include src="/parts/foot.wxml"/><template is="t"/>',
      'pages/home/t.wxml': '<template name="t"><view/></template>',
      'parts/foot.wxml': '<view/>',
    })
    expect(Object.keys(runTemplates(app).groupList).sort()).toEqual(['pages/home/home', 'pages/home/t', 'parts/foot'])
  })

  test('WXS: its types, its functions, its modules, its mark', async () => {
    const probe = `
      var other = require("../other.wxs");
      // x.constructor stays in a comment
      module.exports = {
        types: [1, "a", true, {}, [], getDate(0), getRegExp("a"), function () {}].map(function (x) { return x.constructor }),
        text: "x.constructor", matches: getRegExp("^A", "i").test("a"), other: other.twice(2), f: function () {},
        none: [typeof document, typeof fetch],
      }
      report(module.exports)`
    const app = await compileTexts({
      [`${HOME}.wxml`]:
        '<wxs module="m" src="./m.wxs"/><wxs module="n">module.exports.g = function () {}</wxs>{{m.f(n.g)}}',
      'pages/home/m.wxs': probe,
      'pages/other.wxs': 'module.exports = { twice: function (n) { return 2 * n } }',
    })
    const told: Record<string, unknown>[] = []
    Object.assign(globalThis, { report: (exported: Record<string, unknown>) => told.push(exported) })
    const { isWxs } = runTemplates(app)
    Reflect.deleteProperty(globalThis, 'report')
    const [{ f, ...rest } = {}] = told
    expect(rest).toEqual({
      types: ['Number', 'String', 'Boolean', 'Object', 'Array', 'Date', 'RegExp', 'Function'],
      text: 'x.constructor',
      matches: true,
      other: 4,
      none: ['undefined', 'undefined'],
    })
    expect([isWxs(f), isWxs(() => {}), isWxs('f')]).toEqual([true, false, false])
  })
})
