import { expect, test } from 'vitest'
import { builtinTags } from '../src/templates/builtin-tags.ts'
import { compileTexts, component, type Texts } from './helpers/mini-program.ts'

const HOME = 'pages/home/home'
const usesCard = { [`${HOME}.json`]: '{"usingComponents":{"card":"/c/card"}}', [`${HOME}.wxml`]: '<card/>' }

const defects: [string, Texts, string][] = [
  // app.json and the graph
  ['no app.json', { 'app.json': undefined }, 'app.json error: there is no app.json'],
  ['app.json is no json', { 'app.json': '{\n"pages":[}' }, 'app.json error: not valid json'],
  ['app.json is a list', { 'app.json': '[]' }, 'app.json error: the file must hold one json object'],
  ['no pages', { 'app.json': '{}' }, 'app.json error: "pages" must list at least one page'],
  ['no app script', { 'app.ts': undefined }, 'app.json error: there is neither app.ts nor app.js'],
  [
    'entry page unknown',
    { 'app.json': `{"pages":["${HOME}"],"entryPagePath":"x"}` },
    'app.json error: "entryPagePath" names "x"',
  ],
  [
    'tab page unknown',
    { 'app.json': `{"pages":["${HOME}"],"tabBar":{"list":[{"pagePath":"x","text":"x"}]}}` },
    `app.json error: the tab's page "x" is not in "pages"`,
  ],
  [
    'tab icon missing',
    { 'app.json': `{"pages":["${HOME}"],"tabBar":{"list":[{"pagePath":"${HOME}","iconPath":"x.png"}]}}` },
    `app.json error: the tab's icon "x.png" is not there`,
  ],
  [
    'page without wxml',
    { [`${HOME}.wxml`]: undefined },
    `${HOME} error: the page ${HOME} (listed in app.json) has no .wxml file`,
  ],
  [
    'page without script',
    { [`${HOME}.ts`]: undefined },
    `${HOME} error: the page ${HOME} (listed in app.json) has no .ts or .js file`,
  ],
  ['page json broken', { [`${HOME}.json`]: '{' }, `${HOME}.json:1 error: not valid json`],
  [
    'component missing',
    { [`${HOME}.json`]: '{\n"usingComponents":{\n"x":"./x"}}' },
    `${HOME}.json:3 error: <x>: there is no component "./x": check the path`,
  ],
  [
    'npm not built',
    { [`${HOME}.json`]: '{"usingComponents":{"x":"lib/x"}}' },
    `${HOME}.json:1 error: <x>: there is no component "lib/x": miniprogram_npm is missing: build npm first`,
  ],
  [
    'npm without it',
    { [`${HOME}.json`]: '{"usingComponents":{"x":"@a/lib/x"}}', 'miniprogram_npm/y/index.js': '' },
    `${HOME}.json:1 error: <x>: there is no component "@a/lib/x": miniprogram_npm has no such file: is "@a/lib" a dependency`,
  ],
  [
    'plugin component',
    { [`${HOME}.json`]: '{"usingComponents":{"x":"plugin://a/b"}}' },
    `${HOME}.json:1 error: <x>: there is no component "plugin://a/b": plugins are not supported`,
  ],
  [
    'component without "component"',
    { ...usesCard, ...component('c/card', { json: { component: false } }) },
    `c/card.json error: a component's json must say "component": true`,
  ],
  [
    'component without wxml',
    { ...usesCard, ...component('c/card'), 'c/card.wxml': undefined },
    'c/card error: the component c/card has no .wxml file',
  ],
  [
    'isolation in the script',
    { ...usesCard, ...component('c/card', { js: 'Component({\noptions:{styleIsolation: "shared"}})' }) },
    'c/card.js:2 warning: styleIsolation counts here only in the json',
  ],
  // wxml and wxs
  ['unclosed tag', { [`${HOME}.wxml`]: '<view>\n<text>' }, `${HOME}.wxml:2 warning: missing end tag`],
  ['unclosed expression', { [`${HOME}.wxml`]: '<view>{{a}</view>' }, `${HOME}.wxml:1 error: missing expression end`],
  ['wx:else alone', { [`${HOME}.wxml`]: '<view wx:else>x</view>' }, `${HOME}.wxml:1 warning: invalid attribute`],
  ['unknown tag', { [`${HOME}.wxml`]: '<view>\n<veiw/></view>' }, `${HOME}.wxml:2 warning: unknown tag <veiw>`],
  [
    'unknown tag in a template',
    { [`${HOME}.wxml`]: '<import src="t"/>', 'pages/home/t.wxml': '<template name="t"><oops/></template>' },
    'pages/home/t.wxml:1 warning: unknown tag <oops>',
  ],
  [
    'import missing',
    { [`${HOME}.wxml`]: '<import src="/t.wxml"/>' },
    `${HOME}.wxml error: there is no template file "/t.wxml"`,
  ],
  [
    'wxs missing',
    { [`${HOME}.wxml`]: '<view/>\n<wxs module="m" src="./m.wxs"/>' },
    `${HOME}.wxml:2 error: there is no WXS file "/pages/home/m.wxs"`,
  ],
  [
    'wxs require missing',
    { [`${HOME}.wxml`]: '<view/>\n<wxs module="m">\nvar a = require("./a.wxs")</wxs>' },
    `${HOME}.wxml:3 error: there is no WXS file "./a.wxs"`,
  ],
  [
    'wxs syntax',
    { [`${HOME}.wxml`]: '<wxs module="m" src="m.wxs"/>', 'pages/home/m.wxs': '\nvar = 1' },
    'pages/home/m.wxs:2 error: not valid WXS',
  ],
  [
    'inline wxs syntax',
    { [`${HOME}.wxml`]: '<view/>\n\n<wxs module="m">\nvar = 1</wxs>' },
    `${HOME}.wxml:4 error: not valid WXS`,
  ],
  // wxss
  ['wxss syntax', { 'app.wxss': '.a{}\n.b{top:0' }, 'app.wxss:2 error: Unclosed block'],
  [
    'wxss import missing',
    { 'app.wxss': '@import "./x.wxss";' },
    'app.wxss:1 error: there is no style sheet "./x.wxss"',
  ],
  [
    'local picture',
    { 'app.wxss': '.a{background:url(/a.png)}' },
    'app.wxss:1 warning: WXSS cannot load the local file /a.png',
  ],
  [
    'tag in a component',
    { ...usesCard, ...component('c/card', { wxss: '.a{}\nview{}' }) },
    `c/card.wxss:2 warning: "view" is not allowed in a component's wxss`,
  ],
  [
    'host of a page',
    { [`${HOME}.wxss`]: ':host{}' },
    `${HOME}.wxss:1 warning: :host matches nothing where styles are shared`,
  ],
  // scripts
  ['script syntax', { [`${HOME}.ts`]: '\nPage({' }, `${HOME}.ts:2 error: Expected identifier`],
  [
    'module missing',
    { [`${HOME}.ts`]: '\nimport { x } from "../x"\nPage({ x })' },
    `${HOME}.ts:2 error: there is no module "../x": check the path`,
  ],
  [
    'module outside',
    { [`${HOME}.ts`]: 'require("../../../x")' },
    `${HOME}.ts:1 error: there is no module "../../../x"`,
  ],
  [
    'npm module, not built',
    { [`${HOME}.ts`]: 'require("dayjs")' },
    `${HOME}.ts:1 error: there is no module "dayjs": miniprogram_npm is missing: build npm first`,
  ],
]

test.each(defects)('%s', async (_, texts, expected) => {
  const { diagnostics, files } = await compileTexts(texts)
  const lines = diagnostics.map(
    ({ file, line, level, message }) => `${file}${line === undefined ? '' : `:${line}`} ${level}: ${message}`,
  )
  expect(lines).toContainEqual(expect.stringContaining(expected))
  expect(files.size > 0).toBe(diagnostics.every(({ level }) => level === 'warning'))
  expect(diagnostics.every(({ own }) => own)).toBe(true)
})

test('what npm packages contain is not the mini program’s own, and only warns', async () => {
  const card = component('miniprogram_npm/lib/card', {
    wxml: '<view>{{a}</view>',
    wxss: '@import "x";',
    js: 'require("./x.js")',
  })
  const { diagnostics } = await compileTexts({
    [`${HOME}.json`]: '{"usingComponents":{"card":"lib/card"}}',
    ...card,
    'miniprogram_npm/lib/x.js': '',
  })
  expect(diagnostics.length).toBeGreaterThan(1)
  expect(diagnostics.every(({ own, level }) => !own && level === 'warning')).toBe(true)
})

test('a whole mini program has nothing to say', async () => {
  expect((await compileTexts({})).diagnostics).toEqual([])
})

test('builtinTags knows the usual tags', () => {
  expect([...builtinTags]).toEqual(
    expect.arrayContaining(['view', 'scroll-view', 'button', 'rich-text', 'swiper-item', 'web-view']),
  )
})
