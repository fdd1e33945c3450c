import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { compileMiniprogram } from '@stack/miniprogram-compiler'
import { JSDOM } from 'jsdom'
import { onTestFinished } from 'vitest'
import type { Host } from '../../client/api/host.ts'
import { startApp } from '../../client/app/start-app.ts'

/** biome-ignore lint/suspicious/noExplicitAny: a page's logic has any methods */
type Logic = Record<string, any>

async function compile(files: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), 'builtins-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(dir, name)), { recursive: true })
      await writeFile(join(dir, name), content)
    }
    const app = await compileMiniprogram({ dir })
    const errors = app.diagnostics.filter(({ level }) => level === 'error')
    if (errors.length > 0) throw new Error(JSON.stringify(errors))
    return app
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/**
 * Shows one page in jsdom. Its script is an object literal; `this.heard` gathers what the method `hear` was told as
 * `[event, detail]`. `components` are scripts by tag, `files` further ones. The app has a second page, `pages/b/b`.
 */
export async function showPage(
  wxml: string,
  {
    script = '{}',
    app = {},
    host = {} as Partial<Host>,
    components = {} as Record<string, string>,
    files: more = {} as Record<string, string>,
  } = {},
) {
  const own = Object.entries(components).flatMap(([name, js]) => [
    [`c/${name}.js`, js],
    [`c/${name}.json`, '{"component":true}'],
    [`c/${name}.wxml`, '<slot/>'],
  ])
  const usingComponents = Object.fromEntries(Object.keys(components).map((name) => [name, `/c/${name}`]))
  const { files, config } = await compile({
    ...more,
    ...Object.fromEntries(own),
    'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'], ...app }),
    'app.js': 'App({})',
    'pages/a/a.json': JSON.stringify({ usingComponents }),
    'pages/a/a.wxml': wxml,
    'pages/a/a.js': `Page(Object.assign({ heard: [], hear(e) { this.heard.push([e.type, e.detail]) } }, ${script}))`,
    'pages/b/b.json': '{}',
    'pages/b/b.wxml': '<view>b</view>',
    'pages/b/b.js': 'Page({})',
  })
  for (const name of ['app.js', 'templates.js']) runInThisContext(String(files.get(name)))
  const bundle = globalThis.__miniprogram ?? {}
  globalThis.__miniprogram = undefined
  const dom = new JSDOM('<!doctype html><div id="screen"></div>', { pretendToBeVisual: true })
  const { document } = dom.window
  const reports: string[] = []
  const mount = document.querySelector('#screen') as HTMLElement
  const running = startApp(
    { config, styles: JSON.parse(String(files.get('styles.json'))), bundle },
    {
      document,
      mount,
      now: () => Date.UTC(2024, 1, 9, 12),
      storage: { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] },
      session: { read: () => null, write: () => {} },
      callFunction: () => Promise.reject(new Error('no functions')),
      requestPayment: () => Promise.reject(new Error('no cashier')),
      request: () => Promise.reject(new Error('no network')),
      assetBase: 'http://phone/',
      report: (level, message) => reports.push(`${level} ${message}`),
      ...host,
    },
  )
  onTestFinished(() => {
    running.close()
    dom.window.close()
  })
  const frames = () => [...mount.querySelectorAll('iframe')]
  const page = frames().at(-1)?.contentDocument as Document
  const logic = running.pages().at(-1)?.instance as Logic
  const find = (selector: string): HTMLElement => {
    const found = page.querySelector<HTMLElement>(selector)
    if (found === null) throw new Error(`no ${selector} in ${page.body.outerHTML}`)
    return found
  }
  const tap = (selector: string): void => {
    const target = find(selector)
    const { MouseEvent } = page.defaultView as Window & typeof globalThis
    for (const type of ['mousedown', 'mouseup']) target.dispatchEvent(new MouseEvent(type, { bubbles: true }))
  }
  return { page, logic, find, tap, reports, mount, running, heard: () => logic.heard as [string, unknown][] }
}

/** Types into a field as a browser does: its text changes, then `input` is fired. */
export function type(field: HTMLElement, value: string): void {
  const input = field as HTMLInputElement
  input.value = value
  const { Event } = input.ownerDocument.defaultView as Window & typeof globalThis
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
