import { isAbsolute, join, relative, sep } from 'node:path'
import { type BuildFailure, build, type Message, type Plugin } from 'esbuild'
import type { AppConfig } from '../config/app-config.ts'
import type { ProjectFiles } from '../files/project-files.ts'
import { hintFor, resolveModule } from '../files/resolve-path.ts'
import { absentGlobals } from './absent-globals.ts'

const preloadName = 'preload:'

/** Bundles the scripts of app, components and pages with all that they require: the text of `app.js`. */
export async function bundleScripts(files: ProjectFiles, config: AppConfig, preload?: string): Promise<string> {
  if (!files.exists('app.ts') && !files.exists('app.js')) {
    files.report('error', 'app.json', 'there is neither app.ts nor app.js beside app.json')
    return ''
  }
  const entries = ['app', ...Object.keys(config.components)]
  const define = (path: string, module: string) =>
    `define(${JSON.stringify(path)}, () => { require(${JSON.stringify(module)}) });`
  const lines = [
    ...(preload === undefined ? [] : [define('preload', preloadName)]),
    ...entries.map((path) => define(path, `/${path}`)),
  ]
  try {
    const { outputFiles, metafile, warnings } = await build({
      stdin: { contents: lines.join('\n'), sourcefile: '<entries>', resolveDir: files.dir },
      absWorkingDir: files.dir,
      bundle: true,
      format: 'iife',
      platform: 'neutral',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
      tsconfigRaw: '{}',
      write: false,
      metafile: true,
      plugins: [resolver(files, preload)],
      banner: {
        js: `(globalThis.__miniprogram ??= {}).scripts = function ({ wx, App, Page, Component, Behavior, getApp, getCurrentPages, requirePlugin, Date }, define) {
var ${absentGlobals.join(',')};`,
      },
      footer: { js: '};' },
    })
    for (const input of Object.keys(metafile.inputs)) if (isInside(files, input)) files.inputs.add(input)
    for (const warning of warnings) reportMessage(files, 'warning', warning)
    return outputFiles[0]?.text ?? ''
  } catch (error) {
    const { errors } = error as BuildFailure
    if (errors === undefined) throw error
    for (const message of errors) reportMessage(files, 'error', message)
    return ''
  }
}

const isInside = (files: ProjectFiles, input: string) => !input.startsWith('..') && files.exists(input)

/** Names of modules as mini programs write them; esbuild reads the files itself. */
function resolver(files: ProjectFiles, preload: string | undefined): Plugin {
  return {
    name: 'miniprogram-modules',
    setup: ({ onResolve }) => {
      onResolve({ filter: /.*/ }, ({ path, importer }) => {
        if (path === preloadName && preload !== undefined) return { path: preload }
        const from = isAbsolute(importer) ? relative(files.dir, importer).split(sep).join('/') : importer
        const file = resolveModule(files, from, path)
        if (file !== undefined) return { path: join(files.dir, file) }
        return { errors: [{ text: `there is no module "${path}": ${hintFor(files, path)}` }] }
      })
    },
  }
}

function reportMessage(files: ProjectFiles, level: 'error' | 'warning', { text, location }: Message): void {
  files.report(level, location?.file ?? 'app.json', text, location?.line)
}
