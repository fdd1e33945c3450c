import { createHost, type HostOptions } from './testing/create-host.ts'
import { settle } from './testing/idle.ts'
import { compileApp, loadApp, type TestApp } from './testing/load-app.ts'
import { loadRuntime } from './testing/load-runtime.ts'
import { openWindow } from './testing/open-window.ts'
import { createScreen, type Screen } from './testing/screen.ts'
import { removeWrapped, type WrapOptions, wrapComponent } from './testing/wrap-component.ts'

export type { Screen } from './testing/screen.ts'

export interface OpenOptions extends HostOptions {
  /** Folder with app.json. */
  dir: string
  /** The page to open, `pages/orders/orders?tab=unpaid`; the entry page otherwise. */
  start?: string
}

export interface OpenComponentOptions extends WrapOptions {
  /** Data of the page that shows the component. */
  data?: Record<string, unknown>
}

/**
 * Opens a mini program in jsdom: compiled, and run by the same engine as in the browser. Close the screen when done.
 * @throws Error when it does not compile
 */
export async function openMiniprogram({ dir, start, ...world }: OpenOptions): Promise<Screen> {
  return open(await loadApp(dir), start, world)
}

/**
 * Opens one component on a page of its own. Events of `bind:change="record"` are in `page().events`.
 * @throws Error when it does not compile
 */
export async function openComponent({ data = {}, ...wrapped }: OpenComponentOptions): Promise<Screen> {
  const dir = wrapComponent(wrapped)
  try {
    const screen = await open(await compileApp(dir), undefined, {})
    screen.page().setData(data)
    await settle()
    return screen
  } finally {
    removeWrapped(dir)
  }
}

async function open(app: TestApp, start: string | undefined, world: HostOptions): Promise<Screen> {
  const { startApp } = await loadRuntime()
  const window = openWindow()
  const problems: string[] = []
  const screen = createScreen(startApp(app, createHost(window, world, problems), start), window, problems)
  await settle()
  return screen
}
