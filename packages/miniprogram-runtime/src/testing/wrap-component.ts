import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

/** The page that shows the component: `bind:x="record"` keeps the events that it hears in `events`. */
const SCRIPT = `Page({
  data: {},
  onLoad() { this.events = [] },
  record(event) { this.events.push(event) },
})`
const PAGE = 'component-under-test'
const LEFT_OUT = new Set(['node_modules', 'test', 'dist', '.git', 'app.ts', 'app.js', 'app.json', PAGE])

export interface WrapOptions {
  /** Folder with app.json. */
  dir: string
  /** Path of the component, `components/amount/amount`; its tag is the last part. */
  component: string
  /** The page's template. */
  wxml: string
}

/**
 * Makes a mini program of one page that shows the component: the app's own folders and styles, nothing of its scripts.
 * Folders are linked, not copied (as junctions, which Windows allows everybody). Remove the folder that is returned.
 */
export function wrapComponent({ dir, component, wxml }: WrapOptions): string {
  const made = mkdtempSync(join(tmpdir(), 'miniprogram-component-'))
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue
    const source = resolve(dir, entry.name)
    if (entry.isDirectory()) symlinkSync(source, join(made, entry.name), 'junction')
    else copyFileSync(source, join(made, entry.name))
  }
  const app = JSON.parse(readFileSync(join(dir, 'app.json'), 'utf8')) as Record<string, unknown>
  const { tabBar: _tabBar, subPackages: _subPackages, subpackages: _subpackages, ...rest } = app
  const pages = [`${PAGE}/page`]
  writeFileSync(join(made, 'app.json'), JSON.stringify({ ...rest, pages, entryPagePath: pages[0] }))
  writeFileSync(join(made, 'app.js'), 'App({})')
  mkdirSync(join(made, PAGE))
  const usingComponents = { [basename(component)]: `/${component}` }
  writeFileSync(join(made, PAGE, 'page.json'), JSON.stringify({ usingComponents }))
  writeFileSync(join(made, PAGE, 'page.wxml'), wxml)
  writeFileSync(join(made, PAGE, 'page.js'), SCRIPT)
  return made
}

/** Takes the made folder away; what it links to stays. */
export function removeWrapped(made: string): void {
  rmSync(made, { recursive: true, force: true })
}
