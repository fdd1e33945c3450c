import { resolve } from 'node:path'
import { type CompiledApp, compileMiniprogram } from '@stack/miniprogram-compiler'
import { runScript } from './run-script.ts'

/** A compiled app as the engine takes it. */
export interface TestApp {
  config: CompiledApp['config']
  styles: Record<string, string>
  bundle: object
}

const apps = new Map<string, Promise<TestApp>>()

/** A compiled mini program, the same one for the whole process. */
export function loadApp(dir: string): Promise<TestApp> {
  const key = resolve(dir)
  const known = apps.get(key) ?? compileApp(key)
  apps.set(key, known)
  return known
}

/**
 * Compiles a mini program without its style sheets: jsdom lays nothing out, and reading them for every page takes half of a
 * test's time. Throws with every error that the compiler reports.
 */
export async function compileApp(dir: string): Promise<TestApp> {
  const { files, config, diagnostics } = await compileMiniprogram({ dir, styles: false })
  const errors = diagnostics.filter(({ level }) => level === 'error')
  if (errors.length > 0) {
    const lines = errors.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`)
    throw new Error(`[miniprogram-browser] ${dir} does not compile:\n${lines.join('\n')}`)
  }
  return {
    config,
    styles: JSON.parse(String(files.get('styles.json'))) as Record<string, string>,
    bundle: runBundle(files),
  }
}

/** Both scripts put themselves into one global; it is taken away again at once. */
function runBundle(files: CompiledApp['files']): object {
  const holder = globalThis as { __miniprogram?: object }
  try {
    for (const name of ['app.js', 'templates.js']) runScript(name, String(files.get(name)))
    return holder.__miniprogram ?? {}
  } finally {
    delete holder.__miniprogram
  }
}
