import { describe, expect, test } from 'vitest'
import { compileTexts, component, stylesOf } from './helpers/mini-program.ts'

const HOME = 'pages/home/home'

/** The css of a page, and of a component `/c/card`, for the same wxss; blanks folded. */
async function bothWays(wxss: string): Promise<{ page: string; card: string }> {
  const styles = stylesOf(
    await compileTexts({
      [`${HOME}.json`]: '{"usingComponents":{"card":"/c/card"}}',
      [`${HOME}.wxss`]: wxss,
      ...component('c/card', { wxss }),
    }),
  )
  const fold = (css = '') => css.replace(/\s+/g, ' ').trim()
  return { page: fold(styles[HOME]), card: fold(styles['c/card']) }
}

describe('wxss', () => {
  test.each([
    ['.a{width:750rpx}', '.a{width:100vw}', '._card--a{width:100vw}'],
    ['.a{margin:-30rpx .75rpx 1px}', '.a{margin:-4vw 0.1vw 1px}', '._card--a{margin:-4vw 0.1vw 1px}'],
    ['.a::after{content:"30rpx"}', '.a::after{content:"30rpx"}', '._card--a::after{content:"30rpx"}'],
    ['.a.b>.c:not(.d){}', '.a.b>.c:not(.d){}', '._card--a._card--b>._card--c:not(._card--d){}'],
    ['.a:nth-child(2n+1),.w-1\\/2{}', '.a:nth-child(2n+1),.w-1\\/2{}', '._card--a:nth-child(2n+1),._card--w-1\\/2{}'],
    ['view text.a{}', 'wx-view wx-text.a{}', 'wx-view wx-text._card--a{}'],
    ['page{--gap:8rpx}', 'body{--gap:1.06667vw}', 'body{--gap:1.06667vw}'],
    ['my-tag [hidden]{}', 'wx-my-tag [hidden]{}', 'wx-my-tag [hidden]{}'],
    ['#pay{}', '[exparser\\:info-attr-id="pay"]:not(#_){}', '[exparser\\:info-attr-id="pay"]:not(#_){}'],
    [':host{}', '[wx-host=""]{}', '[wx-host="_card"]{}'],
    ['@media (min-width:750rpx){.a{}}', '@media (min-width:100vw){.a{}}', '@media (min-width:100vw){._card--a{}}'],
    [
      '@keyframes k{from{top:0}50%{top:15rpx}}',
      '@keyframes k{from{top:0}50%{top:2vw}}',
      '@keyframes k{from{top:0}50%{top:2vw}}',
    ],
    ['.a{/*x*/top:0}/*y*/', '.a{top:0}', '._card--a{top:0}'],
  ])('%s', async (wxss, page, card) => {
    expect(await bothWays(wxss)).toEqual({ page, card })
  })

  test('imports come first, once each, relative or from the root, with or without extension', async () => {
    const app = await compileTexts({
      [`${HOME}.wxss`]: '@import "./a.wxss";@import "/b";.home{}',
      'pages/home/a.wxss': '@import "../../b.wxss";.a{}',
      'b.wxss': '@import "pages/home/a.wxss";.b{}',
      'app.wxss': '@import "b.wxss";',
    })
    expect(stylesOf(app)[HOME]?.split('\n')).toEqual(['.b{}', '.a{}', '.home{}'])
    expect(stylesOf(app).app?.split('\n')).toEqual(['.a{}', '.b{}', ''])
    expect(app.inputs).toEqual(expect.arrayContaining(['b.wxss', 'pages/home/a.wxss']))
  })

  test.each([
    [{}, 'isolated', '._card--a{}'],
    [{ styleIsolation: 'apply-shared' }, 'apply-shared', '._card--a{}'],
    [{ addGlobalClass: true }, 'apply-shared', '._card--a{}'],
    [{ styleIsolation: 'shared' }, 'shared', '.a{}'],
  ])('a component with %j', async (json, styleIsolation, css) => {
    const app = await compileTexts({
      [`${HOME}.json`]: '{"usingComponents":{"card":"/c/card"}}',
      ...component('c/card', { json, wxss: '.a{}' }),
    })
    expect(app.config.components['c/card']?.styleIsolation).toBe(styleIsolation)
    expect(stylesOf(app)['c/card']).toBe(css)
  })

  test('components of the same name have different scopes', async () => {
    const { config } = await compileTexts({
      'app.json': '{"pages":["pages/home/home"],"usingComponents":{"a":"/a/card/index","b":"/b/card"}}',
      ...component('a/card/index'),
      ...component('b/card'),
    })
    expect(Object.entries(config.components).map(([path, { styleScope }]) => [path, styleScope])).toEqual([
      ['b/card', '_card'],
      ['a/card/index', '_card-2'],
      [HOME, undefined],
    ])
  })
})
