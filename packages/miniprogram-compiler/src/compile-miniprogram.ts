import { resolve } from 'node:path'
import type { AppConfig } from './config/app-config.ts'
import { readApp } from './config/read-app.ts'
import { windowConfig } from './config/window-config.ts'
import type { Diagnostic } from './files/diagnostic.ts'
import { openProject } from './files/project-files.ts'
import { bundleScripts } from './scripts/bundle-scripts.ts'
import { compileStyles } from './styles/compile-styles.ts'
import { compileTemplates } from './templates/compile-templates.ts'

export interface CompileOptions {
  /** Folder with app.json. */
  dir: string
  /** Absolute path of a script that runs before app.ts. */
  preload?: string
  /** False leaves the style sheets unread, for whoever draws nothing. */
  styles?: boolean
}

export interface CompiledApp {
  /** `app.js`, `templates.js`, `styles.json`, `app-config.json`, and fonts; empty when there are errors. */
  files: Map<string, string | Uint8Array>
  config: AppConfig
  diagnostics: Diagnostic[]
  /** Every file of the mini program that the build read, relative to `dir`, with `/`, sorted. */
  inputs: string[]
}

const nothing: AppConfig = { entryPage: '', pages: [], subpackageRoots: [], window: windowConfig(), components: {} }

/**
 * Compiles a native mini program for the browser runtime, within the process and without writing a file. What is wrong
 * with the mini program is in `diagnostics`, never thrown. What the files contain: `config/app-bundle.ts`.
 */
export async function compileMiniprogram({ dir, preload, styles = true }: CompileOptions): Promise<CompiledApp> {
  const project = openProject(resolve(dir))
  const { diagnostics, inputs } = project
  const config = readApp(project)
  const files = new Map<string, string | Uint8Array>()
  if (config !== undefined) {
    const bundling = bundleScripts(project, config, preload) // runs beside the rest
    const templates = compileTemplates(project, config)
    const { css, fonts } = styles ? compileStyles(project, config) : { css: {}, fonts: new Map() }
    files.set('app.js', await bundling)
    files.set('templates.js', templates)
    files.set('styles.json', JSON.stringify(css))
    files.set('app-config.json', JSON.stringify(config))
    for (const [path, bytes] of fonts) files.set(path, bytes)
  }
  if (diagnostics.some(({ level }) => level === 'error')) files.clear()
  return { files, config: config ?? nothing, diagnostics, inputs: [...inputs].sort() }
}
