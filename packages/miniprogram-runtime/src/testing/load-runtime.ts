import { join } from 'node:path'
import { build } from 'esbuild'
import { engineBuild } from '../bundle/engine-build.ts'
import { runScript } from './run-script.ts'

/** One page of the running app; the browser's side says it in full (client/runtime/running-app.ts). */
export interface OpenPage {
  route: string
  url: string
  document: Document
  element: HTMLElement
  instance: Record<string, unknown>
  reachBottom(): void
  startPullDownRefresh(): void
}

export interface OpenApp {
  screen: HTMLElement
  pages(): readonly OpenPage[]
  back(): Promise<boolean>
  close(): void
}

export interface Runtime {
  startApp(app: object, host: object, start?: string): OpenApp
}

const ENTRY = join(import.meta.dirname, '..', '..', 'client', 'index.ts')

let runtime: Promise<Runtime> | undefined

/** The engine as browsers get it, bundled once a process. */
export function loadRuntime(): Promise<Runtime> {
  runtime ??= bundle()
  return runtime
}

async function bundle(): Promise<Runtime> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    ...engineBuild,
    globalName: 'runtime',
  })
  return runScript('miniprogram-browser-runtime.js', outputFiles[0]?.text ?? '', 'runtime') as Runtime
}
