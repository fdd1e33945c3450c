type Files = Record<string, string | Buffer>
type Json = Record<string, unknown>

const json = (value: unknown) => JSON.stringify(value)
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)])

const tab = (pagePath: string, icon = 'assets/tab.png') => ({
  pagePath,
  text: '页',
  iconPath: icon,
  selectedIconPath: icon,
})
const tabBar = (list: unknown[]) => ({ color: '#000000', selectedColor: '#07804e', backgroundColor: '#ffffff', list })
const app: Json = {
  pages: ['pages/a/a', 'pages/b/b'],
  subPackages: [{ root: 'sub', pages: ['c/c'] }],
  tabBar: tabBar([tab('pages/a/a'), tab('pages/b/b')]),
  usingComponents: { 'a-part': '/part/part' },
  sitemapLocation: 'sitemap.json',
}

const page = (path: string): Files => ({
  [`${path}.ts`]: 'Page({})',
  [`${path}.wxml`]: '<view>{{a}}</view>',
  [`${path}.wxss`]: '.a { color: red }',
  [`${path}.json`]: '{}',
})

/** A small mini program without a fault. */
export const sound: Files = {
  'app.json': json(app),
  'app.ts': "import { x } from './x'\nApp({ x })",
  'x.ts': 'export const x = 1',
  'sitemap.json': json({ rules: [{ action: 'allow', page: '*' }] }),
  'assets/tab.png': png,
  ...page('pages/a/a'),
  ...page('pages/b/b'),
  ...page('sub/c/c'),
  ...page('part/part'),
  'part/part.json': json({ component: true }),
  'pages/a/a.wxml': '<wxs src="./f.wxs" module="f"/><a-part wx:if="{{a}}">{{f.g(a)}}</a-part><view wx:else/>',
  'pages/a/f.wxs': 'module.exports = { g: function (a) { return a } }',
}

export interface Defect {
  /** What is put over the sound files; null takes one away. */
  over: Record<string, string | Buffer | null>
  says: RegExp
}

const withApp = (more: Json): Defect['over'] => ({ 'app.json': json({ ...app, ...more }) })
const markup = (wxml: string): Defect['over'] => ({ 'pages/b/b.wxml': wxml })
const style = (wxss: string): Defect['over'] => ({ 'pages/b/b.wxss': wxss })

/** What only WeChat's own compilers refuse. */
export const compilerDefects: Record<string, Defect> = {
  'a tag without its end': {
    over: markup('<view><text>a</view>'),
    says: /^wcc: pages\/b\/b\.wxml:1:\d+: expect end-tag/,
  },
  'an end without its tag': { over: markup('</view>'), says: /^wcc: pages\/b\/b\.wxml/ },
  'a binding with one brace': {
    over: markup('<view>{{a}</view>'),
    says: /^wcc: pages\/b\/b\.wxml:1:\d+: unexpected end/,
  },
  'an expression cut short': {
    over: markup('<view>{{ a. }}</view>'),
    says: /^wcc: pages\/b\/b\.wxml:1:\d+: Bad value/,
  },
  'syntax that phones lack': { over: markup('<view>{{ a?.b }}</view>'), says: /^wcc: .*unexpected token `\.`/ },
  'wx:else without wx:if': { over: markup('<view wx:else>a</view>'), says: /^wcc: .*wx:if not found/ },
  'a wxs that is not WXS': {
    over: { 'pages/a/f.wxs': 'const a = 1' },
    says: /^wcc: pages\/a\/f\.wxs:1:/,
  },
  'wxs in markup that is not WXS': { over: markup('<wxs module="m">var a = ;</wxs>'), says: /^wcc: .*Expected exp/ },
  'a style sheet without its last brace': { over: style('.a{color:red'), says: /^wcsc: .*pages\/b\/b\.wxss/ },
  'a style sheet with a brace too many': { over: style('.a{}}'), says: /^wcsc: .*pages\/b\/b\.wxss/ },
}

/** What this gate finds by itself. */
export const ownDefects: Record<string, Defect> = {
  'a wxs that is not there': {
    over: { 'pages/a/f.wxs': null },
    says: /^pages\/a\/a\.wxml: \.\/f\.wxs is not there$/,
  },
  'a template that is not there': {
    over: markup('<import src="../t.wxml"/>'),
    says: /^pages\/b\/b\.wxml: \.\.\/t\.wxml is not there$/,
  },
  'an imported style sheet that is not there': {
    over: style('@import "/no.wxss";'),
    says: /^pages\/b\/b\.wxss: \/no\.wxss is not there$/,
  },
  'a module that is not there': { over: { 'x.ts': null }, says: /^app\.ts: \.\/x is not there$/ },
  'an npm package that was not built': {
    over: { 'x.ts': "import dayjs from 'dayjs'\nexport const x = dayjs" },
    says: /^x\.ts: dayjs is not there$/,
  },
  'a component that is not there': {
    over: { 'pages/b/b.json': json({ usingComponents: { 'b-part': 'some-npm/part/part' } }) },
    says: /^pages\/b\/b\.json: the component b-part at some-npm\/part\/part is not there$/,
  },
  'a default of a generic component that is not there': {
    over: { 'part/part.json': json({ component: true, componentGenerics: { row: { default: './row' } } }) },
    says: /^part\/part\.json: the component row at \.\/row is not there$/,
  },
  'a component without markup': { over: { 'part/part.wxml': null }, says: /part\/part\.wxml is not there$/ },
  'a page that is not there': {
    over: withApp({ pages: ['pages/no/no'] }),
    says: /^app\.json: pages\/no\/no is not there$/,
  },
  'a page of a subpackage that is not there': {
    over: withApp({ subPackages: [{ root: 'sub', pages: ['c/c', 'd/d'] }] }),
    says: /^app\.json: sub\/d\/d is not there$/,
  },
  'a page without a script': {
    over: { 'pages/b/b.ts': null },
    says: /^app\.json: pages\/b\/b\.ts or \.js is not there$/,
  },
  'a page that nothing lists': { over: page('pages/z/z'), says: /^pages\/z\/z\.wxml is reached by nothing$/ },
  'no sitemap': { over: { 'sitemap.json': null }, says: /^app\.json: sitemap\.json is not there$/ },
  'an app.json that is not JSON': { over: { 'app.json': '{ "pages": [], }' }, says: /^app\.json is not JSON: / },
  'a page.json that is not JSON': { over: { 'pages/b/b.json': '{' }, says: /^pages\/b\/b\.json is not JSON: / },
  'an unknown key of app.json': { over: withApp({ tabbar: {} }), says: /^app\.json\.tabbar is not a known key$/ },
  'an unknown key of a page': {
    over: { 'pages/b/b.json': json({ navigationBarTitle: '页' }) },
    says: /^pages\/b\/b\.json\.navigationBarTitle is not a known key$/,
  },
  'a page key in a component': {
    over: { 'part/part.json': json({ component: true, navigationBarTitleText: '页' }) },
    says: /^part\/part\.json\.navigationBarTitleText is not a known key$/,
  },
  'a component that does not say so': {
    over: { 'part/part.json': '{}' },
    says: /^part\/part\.json\.component is missing$/,
  },
  'a wrong type in app.json': { over: withApp({ window: { enablePullDownRefresh: 'yes' } }), says: /not a boolean$/ },
  'a wrong type in a page': { over: { 'pages/b/b.json': json({ disableScroll: 1 }) }, says: /is 1, not a boolean$/ },
  'a colour by its name': { over: withApp({ window: { backgroundColor: 'white' } }), says: /is "white", not like/ },
  'a value that is not one of the few': {
    over: { 'pages/b/b.json': json({ navigationBarTextStyle: 'red' }) },
    says: /is "red", not one of black, white$/,
  },
  'a list that is an object': { over: withApp({ subPackages: {} }), says: /subPackages is not a list$/ },
  'a tag name that WeChat keeps for itself': {
    over: { 'pages/b/b.json': json({ usingComponents: { 'wx-part': '/part/part' } }) },
    says: /usingComponents\.wx-part is not a known key$/,
  },
  'six tabs': {
    over: withApp({ tabBar: tabBar(Array.from({ length: 6 }, () => tab('pages/a/a'))) }),
    says: /^app\.json\.tabBar\.list has 6 items, not 2 to 5$/,
  },
  'a tab in a subpackage': {
    over: withApp({ tabBar: tabBar([tab('pages/a/a'), tab('sub/c/c')]) }),
    says: /^app\.json: the tab sub\/c\/c is no page of the main package$/,
  },
  'an icon that is not there': {
    over: withApp({ tabBar: tabBar([tab('pages/a/a', 'assets/no.png'), tab('pages/b/b')]) }),
    says: /^app\.json: assets\/no\.png is not there$/,
  },
  'an icon over 40 kB': {
    over: { 'assets/tab.png': Buffer.concat([png, Buffer.alloc(40 * 1024)]) },
    says: /^assets\/tab\.png has \d+ bytes, not at most 40960$/,
  },
  'an icon that is an SVG by another name': {
    over: { 'assets/tab.png': '<svg/>' },
    says: /^assets\/tab\.png is neither PNG nor JPEG$/,
  },
  'a main package over 1.5 MB': {
    over: { 'assets/big.jpg': Buffer.alloc(1_500_000) },
    says: /^the main package has \d+ bytes, not at most 1500000$/,
  },
  'a subpackage over 2 MB': {
    over: { 'sub/big.jpg': Buffer.alloc(2_000_001) },
    says: /^sub has \d+ bytes, not at most 2000000$/,
  },
}
