import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type CompiledApp, compileMiniprogram } from '../src/compile-miniprogram.ts'
import { runScripts, runTemplates, stylesOf, writeMiniprogram } from './helpers/mini-program.ts'

const HOME = 'pages/home/home'
const tags =
  `button cell cell-group checkbox collapse date-time-picker dialog empty icon image input loading navbar overlay
picker popup radio rate result search skeleton stepper steps sticky swipe-cell swiper switch tab-bar tabs tag textarea toast`.split(
    /\s+/,
  )

/** A page that uses these TDesign components, over the package as DevTools' npm build lays it out. */
async function compileWithTdesign(): Promise<CompiledApp> {
  const shop = createRequire(new URL('../../../miniprogram/package.json', import.meta.url))
  const usingComponents = Object.fromEntries(tags.map((tag) => [`t-${tag}`, `tdesign-miniprogram/${tag}/${tag}`]))
  const dir = writeMiniprogram({
    [`${HOME}.json`]: JSON.stringify({ usingComponents }),
    [`${HOME}.wxml`]: tags.map((tag) => `<t-${tag}/>`).join(''),
    [`${HOME}.ts`]: 'import Toast from "tdesign-miniprogram/toast/index"\nPage({ toast: typeof Toast })',
  })
  const npm = join(dir, 'miniprogram_npm')
  for (const name of ['tslib', 'dayjs']) {
    mkdirSync(join(npm, name), { recursive: true })
    copyFileSync(shop.resolve(name), join(npm, name, 'index.js'))
  }
  const plugins = join(dirname(shop.resolve('dayjs')), 'plugin')
  symlinkSync(plugins, join(npm, 'dayjs', 'plugin'), 'junction')
  const dist = join(dirname(shop.resolve('tdesign-miniprogram/package.json')), 'miniprogram_dist')
  symlinkSync(dist, join(npm, 'tdesign-miniprogram'), 'junction')
  return compileMiniprogram({ dir })
}

test('TDesign compiles, registers and keeps its icons without a network', async () => {
  const app = await compileWithTdesign()
  expect(app.diagnostics.filter(({ own, level }) => own || level === 'error')).toEqual([])

  const paths = Object.keys(app.config.components)
  expect(paths.length).toBeGreaterThan(tags.length)
  expect(Object.keys(runTemplates(app).groupList)).toEqual(expect.arrayContaining(paths))
  // What TDesign asks for while it is loaded.
  const wx = {
    getSystemInfoSync: () => ({ windowWidth: 375 }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.12' }),
    canIUse: () => false,
  }
  const done = runScripts(app, { wx, getApp: () => ({}), Behavior: (options: unknown) => options })
  expect(done.map(([path]) => path)).toEqual(['app', ...paths])
  expect(done.at(-1)).toEqual([HOME, { toast: 'function' }])

  const css = stylesOf(app)['miniprogram_npm/tdesign-miniprogram/icon/icon'] ?? ''
  expect(css).toContain('url(fonts/t.woff)')
  expect(css).not.toContain('gtimg.com')
  expect(app.files.get('fonts/t.woff')?.slice(0, 4)).toEqual(Buffer.from('wOFF'))
  // The content network's font has this icon at \E720.
  expect(css).toContain('._icon--t-icon-send-cancel-filled:before{content:"\\e722"')
})
