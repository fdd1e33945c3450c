import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { onTestFinished } from 'vitest'
import { type CompiledApp, compileMiniprogram } from '../../src/compile-miniprogram.ts'
import type { AppGlobals, AppTemplates, WxsHooks } from '../../src/config/app-bundle.ts'

/** Text by path; the least mini program with one page stands below it and may be overwritten, or left out by undefined. */
export type Texts = Record<string, string | undefined>

const least: Texts = {
  'app.json': '{"pages":["pages/home/home"]}',
  'app.ts': 'App({})',
  'pages/home/home.wxml': '<view>home</view>',
  'pages/home/home.ts': 'Page({})',
}

/** Writes a mini program that is gone after the test, and answers its folder. */
export function writeMiniprogram(texts: Texts): string {
  const dir = mkdtempSync(join(tmpdir(), 'miniprogram-compile-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ ...least, ...texts })) {
    if (text === undefined) continue
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

export const compileTexts = (texts: Texts): Promise<CompiledApp> => compileMiniprogram({ dir: writeMiniprogram(texts) })

/** A component's json, script and wxml; `more` overwrites. */
export function component(
  path: string,
  more: { json?: object; js?: string; wxml?: string; wxss?: string } = {},
): Texts {
  const { json = {}, js = 'Component({})', wxml = '<view/>', wxss } = more
  return {
    [`${path}.json`]: JSON.stringify({ component: true, ...json }),
    [`${path}.js`]: js,
    [`${path}.wxml`]: wxml,
    [`${path}.wxss`]: wxss,
  }
}

/** Files of the build as texts. */
export const textOf = (app: CompiledApp, name: string): string => String(app.files.get(name) ?? '')

export const stylesOf = (app: CompiledApp): Record<string, string> => JSON.parse(textOf(app, 'styles.json'))

/** Runs `app.js` as the engine does and answers what its entries did, in order. */
export function runScripts(app: CompiledApp, globals: Partial<AppGlobals> = {}): [string, ...unknown[]][] {
  const done: [string, ...unknown[]][] = []
  let current = ''
  const told = (options: unknown) => {
    done.push([current, options])
  }
  runInThisContext(textOf(app, 'app.js'))
  const all = { wx: {}, App: told, Page: told, Component: told, Behavior: told, Date, ...globals } as AppGlobals
  globalThis.__miniprogram?.scripts?.(all, (path, load) => {
    current = path
    load()
  })
  globalThis.__miniprogram = undefined
  return done
}

/** Runs `templates.js` as the engine does. */
export function runTemplates(app: CompiledApp, hooks: Partial<WxsHooks> = {}): AppTemplates {
  runInThisContext(textOf(app, 'templates.js'))
  const { templates } = globalThis.__miniprogram ?? {}
  globalThis.__miniprogram = undefined
  if (templates === undefined) throw new Error('templates.js registered nothing')
  return templates({ changeProp: (listener) => listener, event: () => undefined, Date, ...hooks })
}
