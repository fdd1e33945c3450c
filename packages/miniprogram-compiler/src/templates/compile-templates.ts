import { TmplGroup } from 'glass-easel-template-compiler'
import type { AppConfig } from '../config/app-config.ts'
import { lineOf, type ProjectFiles } from '../files/project-files.ts'
import { absentGlobals } from '../scripts/absent-globals.ts'
import { builtinTags } from './builtin-tags.ts'
import { compileWxs, requiredWxs, wxsHookUp, wxsRuntime } from './compile-wxs.ts'

/** One entry of what `addTmpl` answers. */
interface TemplateProblem {
  isError: boolean
  level: string
  message: string
  /** Position from 0. */
  startLine: number
}

/** Compiles the wxml of every page and component with all that it imports: the text of `templates.js`. */
export function compileTemplates(files: ProjectFiles, config: AppConfig): string {
  const group = new TmplGroup()
  try {
    group.setExtraRuntimeScript(wxsHookUp)
    const scripts = new Set<string>()
    const templates = new Set<string>()
    for (const [path, { usingComponents, componentGenerics }] of Object.entries(config.components)) {
      const tags = new Set([...Object.keys(usingComponents), ...Object.keys(componentGenerics ?? {})])
      const own = new Set([path])
      for (const template of own) {
        if (!templates.has(template)) addTemplate(files, group, template, scripts)
        templates.add(template)
        for (const imported of importsOf(files, group, template)) own.add(imported)
        checkTags(files, group, template, tags)
      }
    }
    for (const script of scripts) addScript(files, group, script, scripts)
    return `(globalThis.__miniprogram ??= {}).templates = function (hooks) {
var ${absentGlobals.join(',')};
${wxsRuntime}return { groupList: ${group.getTmplGenObjectGroups()}, isWxs: (value) => wxsFunctions.has(value) };
};
`
  } finally {
    group.free()
  }
}

function addTemplate(files: ProjectFiles, group: TmplGroup, path: string, scripts: Set<string>): void {
  const file = `${path}.wxml`
  const source = files.read(file)
  for (const { isError, level, message, startLine } of group.addTmpl(path, source) as TemplateProblem[]) {
    if (isError) files.refuse(file, message, startLine + 1)
    else if (level === 'Warn') files.report('warning', file, message, startLine + 1)
  }
  for (const name of group.getInlineScriptModuleNames(path) as string[]) {
    const script = atItsLine(source, group.getInlineScript(path, name))
    for (const required of requiredWxs(files, file, script)) scripts.add(required)
    group.setInlineScript(path, name, compileWxs(files, file, script).trimStart())
  }
  for (const script of group.getScriptDependencies(path) as string[]) {
    if (files.exists(`${script}.wxs`)) scripts.add(script)
    else files.refuse(file, `there is no WXS file "/${script}.wxs"`, lineOf(source, '<wxs'))
  }
}

/** The script after as many empty lines as stand before it in the wxml: what is said of its lines then is true of the file. */
function atItsLine(source: string, script: string): string {
  return '\n'.repeat((lineOf(source, script) ?? 1) - 1) + script
}

function addScript(files: ProjectFiles, group: TmplGroup, path: string, scripts: Set<string>): void {
  const file = `${path}.wxs`
  const source = files.read(file)
  for (const required of requiredWxs(files, file, source)) scripts.add(required)
  group.addScript(path, compileWxs(files, file, source))
}

function importsOf(files: ProjectFiles, group: TmplGroup, path: string): string[] {
  return (group.getDirectDependencies(path) as string[]).filter((imported) => {
    const isThere = files.exists(`${imported}.wxml`)
    if (!isThere) files.refuse(`${path}.wxml`, `there is no template file "/${imported}.wxml"`)
    return isThere
  })
}

/** A tag that nobody defines shows nothing in WeChat. Elements appear in compiled templates as `E("tag",`. */
function checkTags(files: ProjectFiles, group: TmplGroup, path: string, tags: ReadonlySet<string>): void {
  const file = `${path}.wxml`
  for (const [, tag = ''] of group.getTmplGenObject(path).matchAll(/\bE\("([A-Za-z][\w-]*)",/g)) {
    if (builtinTags.has(tag) || tags.has(tag)) continue
    const message = `unknown tag <${tag}>: neither built in nor in "usingComponents"`
    files.report('warning', file, message, lineOf(files.read(file), `<${tag}`))
  }
}
